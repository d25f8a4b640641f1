/** A page of a list of a person whose order never changes: rows only come in front. */
import { limits } from '../../contract/limits.js'
import type { AccountRecord } from '../state.js'
import type { Cursors } from './cursor.js'

export interface PageCall {
  readonly account: AccountRecord
  readonly cursors: Cursors
  readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined }
}

/**
 * @param rows all of them, so that one that no longer fits still marks the place
 * @throws RefusalError invalid_cursor
 */
export function pageAfter<T extends { readonly id: string }>(
  { account, cursors, query: { limit = limits.page.default, cursor } }: PageCall,
  route: string,
  filters: Readonly<Record<string, unknown>>,
  rows: readonly T[],
  fits: (row: T) => boolean = () => true,
): { items: T[]; nextCursor: string | null } {
  const scope = { clientId: account.id, route, filters }
  const after = cursor === undefined ? undefined : cursors.read(scope, cursor).id
  const from = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1
  const left = rows.slice(from).filter(fits)
  const items = left.slice(0, limit)
  const last = items.at(-1)
  return {
    items,
    nextCursor: last && left.length > limit ? cursors.write(scope, { key: '', id: last.id }) : null,
  }
}
