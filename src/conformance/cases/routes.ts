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

/** On one complaint; without what asks for a scope that a company asks for by name alone. */
export const complaintRoutes = scopedRoutes.filter(
  ({ path, scope }) => path.startsWith('/v1/complaints/{id}') && scope !== 'contacts:disclose',
)

/** Well-formed, and nobody's. */
export const unknownIds = {
  complaint: 'cmp_01980000000070008000000000000000',
  endpoint: 'whe_01980000000070008000000000000000',
  evidence: 'evd_01980000000070008000000000000000',
}

/** A path of the route, with ids that are nobody's unless given. */
export function pathOf(
  { path }: Pick<Route, 'path'>,
  { complaint, endpoint, evidence }: Partial<typeof unknownIds> = {},
): string {
  const id = path.startsWith('/v1/webhook-endpoints/')
    ? (endpoint ?? unknownIds.endpoint)
    : (complaint ?? unknownIds.complaint)
  return path
    .replace('{id}', id)
    .replace('{year}', '2026')
    .replace(/\{\w+\}/g, evidence ?? unknownIds.evidence)
}
