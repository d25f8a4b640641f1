/** A connection that ends before its answer does. A face tells it in the words of its own kind of client. */
export type WireFailureKind =
  /** RST: what `ECONNRESET` says. */
  | 'reset'
  /** Closed by the other side in the middle of an answer. */
  | 'closed'
  /** Whoever asked has waited for headers as long as it wanted. */
  | 'headers_timeout'
  /** The same for the next piece of a body. */
  | 'body_timeout'

export class WireFailure extends Error {
  override readonly name = 'WireFailure'
  readonly kind: WireFailureKind

  constructor(kind: WireFailureKind) {
    super(`The connection ended: ${kind}.`)
    this.kind = kind
  }
}
