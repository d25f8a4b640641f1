/** One request and one answer, whatever carries them. */

/** Bytes that are sent piece by piece. */
export type ByteStream = AsyncIterable<Uint8Array>

export interface WireRequest {
  readonly origin: string
  /** With the query string. */
  readonly path: string
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | ByteStream | null
  readonly signal: AbortSignal
}

export interface WireAnswer {
  readonly status: number
  /** Value of a header; several are joined by a comma. `name` in lower case. */
  header(name: string): string | undefined
  /** Leaving the loop early gives the connection up. */
  readonly body: ByteStream
  /** Whether a `Content-Encoding` was undone already, as `fetch` does. */
  readonly decoded: boolean
}

export interface Sender {
  /** Whether a body's bytes are left alone once 16 further pieces were asked for, so that their memory may serve again. */
  readonly releasesPieces: boolean
  send(request: WireRequest): Promise<WireAnswer>
  /** Closes what the sender opened by itself. */
  close(): Promise<void>
}
