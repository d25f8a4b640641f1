/** What faults do to an answer on its way. */
import type { PlatformResponse } from '../http/message.js'
import type { FaultInput } from './request-fault.js'
import { WireFailure } from './wire-failure.js'

/** Waits of one request, that end with it. */
export interface Waits {
  forHeaders(ms: number): Promise<void>
  forPiece(ms: number): Promise<void>
}

/** The answer with another content type, cut short, or slow. */
export function distort(response: PlatformResponse, input: FaultInput, waits: Waits): PlatformResponse {
  const { contentType, truncateAfterBytes, slow } = input
  const headers =
    contentType === undefined ? response.headers : { ...response.headers, 'content-type': contentType }
  const { body } = response
  if (body === null || (truncateAfterBytes === undefined && slow === undefined)) {
    return { ...response, headers }
  }
  return { ...response, headers, pieces: piecesOf(body, input, waits) }
}

async function* piecesOf(
  body: Uint8Array,
  { truncateAfterBytes = Number.POSITIVE_INFINITY, slow }: FaultInput,
  waits: Waits,
): AsyncGenerator<Uint8Array> {
  const end = Math.min(body.byteLength, truncateAfterBytes)
  const step = slow?.bytes ?? Math.max(1, end)
  for (let at = 0; at < end; at += step) {
    if (slow) await waits.forPiece(slow.pauseMs)
    yield body.subarray(at, Math.min(end, at + step))
  }
  if (truncateAfterBytes < body.byteLength) throw new WireFailure('closed')
}
