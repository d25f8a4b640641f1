/**
 * Cursors of lists: opaque, authenticated, bound to the client, its filters and its sort. What stands in one is the
 * sort key and the id of the last row, so that rows that come or go meanwhile shift nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '../../contract/canonical-json.js'
import { RefusalError } from '../refusal.js'
import type { Secrets } from '../state.js'

/** The row after which the next page begins. */
export interface Position {
  readonly key: string
  readonly id: string
}

/** What a cursor is bound to. */
export interface CursorScope {
  readonly clientId: string
  readonly route: string
  /** Filters and sort; the page size may change from page to page. */
  readonly filters: Readonly<Record<string, unknown>>
}

export interface Cursors {
  write(scope: CursorScope, position: Position): string
  /** @throws RefusalError `invalid_cursor` for whatever was not written here for this scope */
  read(scope: CursorScope, cursor: string): Position
}

export function createCursors(secrets: Pick<Secrets, 'cursors'>): Cursors {
  const sign = ({ clientId, route, filters }: CursorScope, payload: string) =>
    createHmac('sha256', secrets.cursors)
      .update(canonicalJson([clientId, route, filters, payload]))
      .digest()
  return {
    write(scope, { key, id }) {
      const payload = Buffer.from(JSON.stringify([key, id])).toString('base64url')
      return `${payload}.${sign(scope, payload).toString('base64url')}`
    },
    read(scope, cursor) {
      const [payload = '', mac = '', ...rest] = cursor.split('.')
      const seen = Buffer.from(mac, 'base64url')
      const right = sign(scope, payload)
      // Re-encoded, because base64 decoding lets stray characters pass.
      const canonical = seen.toString('base64url') === mac && rest.length === 0
      if (!canonical || seen.length !== right.length || !timingSafeEqual(seen, right)) {
        throw new RefusalError('invalid_cursor')
      }
      const [key, id]: string[] = JSON.parse(Buffer.from(payload, 'base64url').toString())
      return { key: key ?? '', id: id ?? '' }
    },
  }
}
