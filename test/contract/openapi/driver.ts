/** Calls operations by their names in the route table and keeps every exchange and every delivery as it went. */
import { isAuthenticated, type Route, type RouteName, routes } from '../../../src/contract/index.js'
import { createPlatform, type PlatformOptions } from '../../../src/platform/index.js'

export interface Exchange {
  readonly operation: RouteName
  readonly url: URL
  readonly requestHeaders: Headers
  readonly requestBody: string
  readonly status: number
  readonly responseHeaders: Headers
  readonly responseBody: string
}

export interface Delivery {
  readonly headers: Headers
  readonly body: string
}

export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>
  /** As it stands in the query string. */
  readonly query?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a form or bytes as they are. */
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  /** Bearer token; that of `driver.token` by default, null for none. */
  readonly token?: string | null
  /** The status that is expected; any of 2xx by default. */
  readonly status?: number
}

export type Driver = ReturnType<typeof createDriver>

/** The same in every run: seed, secrets and both clocks; unless `change` says otherwise. */
export function createDriver(change: PlatformOptions = {}) {
  const wireClock = { now: () => Date.UTC(2026, 8, 24, 1) }
  const platform = createPlatform({
    now: '2026-09-24T09:00:00+08:00',
    seed: 1,
    insecureSeededSecrets: true,
    wireClock,
    rateLimits: { quota: 10_000, windowSeconds: 10 },
    ...change,
  })
  const exchanges: Exchange[] = []
  const deliveries: Delivery[] = []
  const driver = {
    platform,
    exchanges,
    deliveries,
    token: null as string | null,
    /** Told of each request before it is sent. */
    before: null as
      | ((asked: Omit<Exchange, 'status' | 'responseHeaders' | 'responseBody'>) => Promise<void>)
      | null,
    /** A receiver that accepts everything; its deliveries are kept. */
    receive: async (request: Request): Promise<Response> => {
      deliveries.push({ headers: request.headers, body: await request.text() })
      return new Response(null, { status: 204 })
    },
    /** Calls an operation; answers what its JSON says. */
    async call(operation: RouteName, options: CallOptions = {}): Promise<Record<string, unknown>> {
      const { params = {}, query = {}, body, headers, token = driver.token, status } = options
      const route: Route = routes[operation]
      const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? ''),
      )
      const url = new URL(path, platform.url)
      url.search = new URLSearchParams(query).toString()
      const isJson = body !== undefined && !(body instanceof Uint8Array || body instanceof URLSearchParams)
      const withKey = route.method !== 'GET' && isAuthenticated(route)
      const request = new Request(url, {
        method: route.method,
        headers: {
          ...(token !== null && isAuthenticated(route) ? { authorization: `Bearer ${token}` } : {}),
          ...(withKey ? { 'idempotency-key': `key-${exchanges.length}` } : {}),
          ...(isJson ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : Buffer.from(String(body)) }),
      })
      if (body instanceof URLSearchParams)
        request.headers.set('content-type', 'application/x-www-form-urlencoded')
      const requestHeaders = new Headers(request.headers)
      const requestBody = body === undefined ? '' : await request.clone().text()
      await driver.before?.({ operation, url, requestHeaders, requestBody })
      const response = await platform.fetch(request)
      const responseBody = await response.text()
      exchanges.push({
        operation,
        url,
        requestHeaders,
        requestBody,
        status: response.status,
        responseHeaders: response.headers,
        responseBody,
      })
      const asExpected = status === undefined ? response.ok : response.status === status
      if (!asExpected) throw new Error(`${operation} answered ${response.status}: ${responseBody}`)
      const hasJson = responseBody !== '' && response.headers.get('content-type')?.includes('json')
      return hasJson ? JSON.parse(responseBody) : {}
    },
  }
  return driver
}

/** A member of an answer that must be there. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const found = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')}`)
  return found
}
