import { ContractError } from '../errors.js'
import { readJson } from './answer-body.js'
import { type ExchangeSettings, exchange } from './exchange.js'
import { isSafe } from './origin.js'
import type { Settings } from './settings.js'
import type { TimeLimit } from './time-limit.js'

const wellKnown = '/.well-known/oauth-authorization-server'

/**
 * Finds the token endpoint in the issuer's metadata (RFC 8414).
 *
 * @throws ContractError when the metadata is another issuer's (section 3.3), or the endpoint is not safe
 */
export function discoverTokenEndpoint(
  settings: Settings,
  exchanging: ExchangeSettings,
  limit: TimeLimit,
): Promise<URL> {
  const { issuer, userAgent, maxResponseBytes, allowInsecureHttp } = settings
  const { origin, pathname } = new URL(issuer)
  // Section 3.1: the well-known part stands between host and path.
  const path = wellKnown + pathname.replace(/\/$/, '')
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': userAgent }
  const read = async (...[answer, context]: Parameters<Parameters<typeof exchange<URL>>[1]['read']>) => {
    const violate = (what: string) => new ContractError(`${context.call}: ${what}`, context.options)
    const value = await readJson(answer, maxResponseBytes, context)
    const { checkResult } = await import('./route-io.js')
    const checked = checkResult('retrieveServerMetadata', value)
    if ('pointers' in checked) throw violate(`the metadata does not fit at ${checked.pointers.join(', ')}.`)
    const { issuer: named, token_endpoint: endpoint }: Record<string, unknown> = Object(checked.value)
    if (named !== issuer) {
      throw violate(
        `the metadata is of another issuer than ${issuer}. Give baseUrl as the platform writes it (localhost and 127.0.0.1 differ), or the issuer of its own as issuer.`,
      )
    }
    const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined
    const downgraded = url?.protocol === 'http:' && origin.startsWith('https:')
    if (!url || !isSafe(url, allowInsecureHttp) || downgraded || url.username || url.password || url.hash) {
      throw violate('its token_endpoint is no safe address: https is needed, or http to loopback.')
    }
    return url
  }
  const job = {
    method: 'GET',
    origin,
    route: wellKnown,
    build: async () => ({ path, headers, body: null }),
    read,
  }
  return exchange<URL>(exchanging, job, limit)
}
