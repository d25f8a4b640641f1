/** `If-Match` holds one quoted revision of a complaint (RFC 9110 section 13.1.1). */
import type { Route } from '../../contract/route.js'
import { RefusalError } from '../refusal.js'

/** Whether acts on this route can be bound to a revision. */
export function takesIfMatch({ headers }: Route): boolean {
  return headers !== undefined && 'if-match' in headers.shape
}

/** @throws RefusalError invalid_if_match; revision_conflict with `currentRevision`, compared as it is written */
export function checkIfMatch(wanted: string | undefined, currentRevision: number): void {
  if (wanted === undefined) return
  const revision = /^"(\d+)"$/.exec(wanted)?.[1]
  if (revision === undefined) throw new RefusalError('invalid_if_match')
  if (revision === String(currentRevision)) return
  throw new RefusalError('revision_conflict', { members: { currentRevision } })
}
