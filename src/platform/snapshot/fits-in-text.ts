/** Whether a snapshot can be written as one text: a string cannot be longer, however much memory there is. */
import { ArgumentError } from '../../errors.js'
import type { Snapshot } from './snapshot.js'

/** Bytes that become one string on every Node from 20 on; it comes from and goes to this machine alone. */
export const longestSnapshot = 2 ** 29 - 24

/** Nodes that are measured at once. */
const piece = 10_000

/**
 * @param longest bytes of JSON
 * @throws ArgumentError it would be longer; the message says what to do
 */
export function assertFitsInText(snapshot: Snapshot, longest: number = longestSnapshot): void {
  const { nodes, ...rest } = snapshot
  let bytes = Buffer.byteLength(JSON.stringify({ ...rest, nodes: [] }))
  for (let at = 0; at < nodes.length && bytes <= longest; at += piece) {
    // Without its two brackets; a comma joins it to the one before.
    bytes += Buffer.byteLength(JSON.stringify(nodes.slice(at, at + piece))) - (at === 0 ? 2 : 1)
  }
  if (bytes <= longest) return
  throw new ArgumentError(
    `The snapshot has more than ${longest} bytes of JSON, too long for one answer: take it in process with platform.snapshot(), or begin again with fewer fixtures.`,
  )
}
