/** What the operations of `/operator/v1` have in common. */
import { limits } from '../../contract/limits.js'
import type { OperatorCaller } from '../operators/audit.js'
import type { Caller, Services } from './call.js'

export function operatorOf({
  client,
  actor,
}: Pick<Caller, 'client'> & { readonly actor: string | null }): OperatorCaller {
  return { clientId: client.id, actor }
}

interface Listing extends Pick<Caller, 'client'>, Pick<Services, 'cursors'> {
  readonly query: { readonly limit?: number | undefined; readonly cursor?: string | undefined }
}

/** A page of rows whose ids rise, bound to the filters beside `limit` and `cursor`. */
export function pageOf<T extends { readonly id: string }>(
  { client, cursors, query }: Listing,
  route: string,
  rows: readonly T[],
): { readonly rows: readonly T[]; readonly nextCursor: string | null } {
  const { cursor, limit = limits.page.default, ...filters } = query
  const scope = { clientId: client.id, route, filters }
  const after = cursor === undefined ? '' : cursors.read(scope, cursor).id
  const rest = rows.filter(({ id }) => id > after)
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = last && rest.length > limit ? cursors.write(scope, { key: '', id: last.id }) : null
  return { rows: shown, nextCursor }
}
