/** The answer of an endpoint: its status counts, its body is only measured. */

/** A body that is read piece by piece. */
export interface AnswerBody {
  /** The next piece; undefined at the end. */
  read(): Promise<Uint8Array | undefined>
  /** Gives up what was not read, and its connection. */
  stop(): void
}

export interface Answer {
  readonly status: number
  /** `Retry-After` as it was sent. */
  readonly retryAfter: string | null
  readonly body: AnswerBody | null
}

/** Bytes of an answer that are read before its connection is given up (contract, section 4). */
export const maxAnswerBytes = 64 * 1024

/**
 * Counts the bytes of a body up to the limit, and stops it. A body that breaks off, or is not at its end when `ended`
 * resolves, counts as far as it came: the status was told already.
 */
export async function measureBody(body: AnswerBody | null, ended: Promise<unknown>): Promise<number> {
  let bytes = 0
  try {
    // Empty pieces count against the limit, too: they could come for ever.
    for (let left = maxAnswerBytes; body && left > 0; ) {
      const piece = await Promise.race([body.read(), ended.then(() => undefined)])
      if (!piece) break
      bytes += piece.byteLength
      left -= Math.max(1, piece.byteLength)
    }
  } catch {
    // Cut short by the other side.
  } finally {
    body?.stop()
  }
  return Math.min(bytes, maxAnswerBytes)
}
