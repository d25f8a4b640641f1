/** The routes of a company, as cases walk through them. */
import { enterpriseRoutes } from '../../contract/enterprise-routes.js'
import type { Route } from '../../contract/route.js'

const all: readonly Route[] = Object.values(enterpriseRoutes)

export interface ScopedRoute extends Route {
  readonly scope: NonNullable<Route['scope']>
}

/** Routes that ask for a company's token. */
export const scopedRoutes: readonly ScopedRoute[] = all.flatMap((route) => {
  const { scope } = route
  return scope === null || !route.path.startsWith('/v1/') ? [] : [{ ...route, scope }]
})

/** Well-formed, and nobody's. */
export const unknownIds = {
  complaint: 'cmp_01980000000070008000000000000000',
  endpoint: 'whe_01980000000070008000000000000000',
}

/** A path of the route, with ids that are nobody's unless given. */
export function pathOf(
  { path }: Pick<Route, 'path'>,
  { complaint, endpoint }: { readonly complaint?: string; readonly endpoint?: string } = {},
): string {
  const id = path.startsWith('/v1/webhook-endpoints/')
    ? (endpoint ?? unknownIds.endpoint)
    : (complaint ?? unknownIds.complaint)
  return path
    .replace('{id}', id)
    .replace('{year}', '2026')
    .replace(/\{\w+\}/g, 'evd_01980000000070008000000000000000')
}
