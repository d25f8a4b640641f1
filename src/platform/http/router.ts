/** Finds the route of a request in the contract's table. */
import type { Route } from '../../contract/route.js'
import { type RouteName, routes } from '../../contract/routes.js'
import { RefusalError } from '../refusal.js'

export interface Match {
  readonly name: RouteName
  readonly route: Route
  /** Decoded, not yet validated. */
  readonly params: Readonly<Record<string, string>>
  /** Without the question mark. */
  readonly search: string
  /** As sent. */
  readonly path: string
}

/** No route has this path (`found` empty), or not with this method. */
export interface Mismatch {
  /** For `Allow`: methods that the path has. */
  readonly allow: readonly string[]
}

interface Pattern {
  readonly name: RouteName
  readonly route: Route
  readonly segments: readonly string[]
}

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name)

const patterns: readonly Pattern[] = Object.keys(routes)
  .filter(isRouteName)
  .map((name) => ({ name, route: routes[name], segments: routes[name].path.split('/') }))

/**
 * @param target origin-form; the absolute-form that proxies send is understood, too (RFC 9112 section 3.2.2)
 * @throws RefusalError `malformed_request` when a parameter is not percent-encoded UTF-8
 */
export function matchRoute(method: string, target: string): Match | Mismatch {
  const [path, search] = splitTarget(target)
  const segments = path.split('/')
  const candidates = patterns.filter((pattern) => fits(pattern.segments, segments))
  const wanted = method === 'HEAD' ? 'GET' : method
  const found = candidates.find(({ route }) => route.method === wanted)
  if (!found) return { allow: allowOf(candidates) }
  const params = Object.fromEntries(
    found.segments.flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decodeSegment(segments[index] ?? '')]] : [],
    ),
  )
  return { name: found.name, route: found.route, params, search, path }
}

function splitTarget(target: string): [path: string, search: string] {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const [whole = ''] = local.split('#', 1)
  const mark = whole.indexOf('?')
  return mark < 0 ? [whole, ''] : [whole.slice(0, mark), whole.slice(mark + 1)]
}

const isParameter = (segment: string) => segment.startsWith('{')

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((segment, index) =>
      isParameter(segment) ? segments[index] !== '' : segment === segments[index],
    )
  )
}

function allowOf(candidates: readonly Pattern[]): string[] {
  const methods = new Set(candidates.map(({ route }) => String(route.method)))
  if (methods.has('GET')) methods.add('HEAD')
  return [...methods].sort()
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new RefusalError('malformed_request')
  }
}
