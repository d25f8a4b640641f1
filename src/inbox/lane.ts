import type { Envelope } from '../delivery.js'

/** The lane of an event: its complaint's, or one of its own. No complaint's id holds a space. */
export function laneOf({ id, complaintId }: Envelope): string {
  return complaintId ?? `event ${id}`
}

/** What decides when the head of a lane may be run. All times in milliseconds since 1970. */
export interface Head {
  readonly complaintSequence: number | undefined
  readonly acceptedAt: number
  /** After a failure: the end of its pause. */
  readonly dueAt: number
}

/** Whether a predecessor is missing, and the feed was not read since the event came. */
export function waitsForPredecessor(head: Head, passed: number, feedReadAt: number): boolean {
  return (head.complaintSequence ?? 0) > passed + 1 && head.acceptedAt > feedReadAt
}

/** When the head of a lane may be run; `passed` is the highest `complaintSequence` that is done or dead. */
export function readyAtOf(
  head: Head,
  lane: { readonly passed: number; readonly feedReadAt: number; readonly gapWaitMs: number },
): number {
  if (!waitsForPredecessor(head, lane.passed, lane.feedReadAt)) return head.dueAt
  return Math.max(head.dueAt, head.acceptedAt + lane.gapWaitMs)
}
