import { type Clock, systemClock } from '../clock.js'
import { ArgumentError } from '../errors.js'
import { checkMethods, checkWhole, maxTimeoutMs } from './check-option.js'
import { collectBody, fromWebStream } from './collect-body.js'
import { fromJwk } from './key-pair.js'
import type { RemoteKeys } from './keyring.js'
import { WebhookVerificationError } from './verification-error.js'

export interface RemoteKeysOptions {
  /** The global `fetch` by default. Redirects are not followed. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Wire time; the system's clock by default. */
  readonly clock?: Clock | undefined
  /** After which the keys are asked for again, in milliseconds; 1 h by default: a next key is published 24 h before use. */
  readonly maxAgeMs?: number | undefined
  /** For how long known keys serve while the platform is out of reach; 24 h by default. */
  readonly maxStaleMs?: number | undefined
  /** Between two requests, in milliseconds, whatever comes in; 30,000 by default, 1,000 at least. */
  readonly cooldownMs?: number | undefined
  /** For one request, in milliseconds; 5,000 by default. */
  readonly timeoutMs?: number | undefined
}

/** Less would be no cool-down. */
const minCooldownMs = 1_000
/** A key set has one or two keys of 120 bytes. */
const maxBytes = 64 * 1024

/**
 * The public keys of an endpoint, from `/v1/webhook-endpoints/{id}/jwks.json`: fetched when first needed, cached, one
 * request at a time, and with a cool-down, so that forged deliveries cannot make it hammer the platform.
 *
 * @throws ArgumentError when the URL is neither https nor http to loopback, or an option is out of its range
 * @example
 * const publicKeys = remoteKeys('https://platform.example/v1/webhook-endpoints/whe_1/jwks.json')
 * const receiver = createReceiver({ publicKeys, on: {} })
 */
export function remoteKeys(url: string, options: RemoteKeysOptions = {}): RemoteKeys {
  const target = checkUrl(url)
  const { clock, send, maxAgeMs, maxStaleMs, cooldownMs, timeoutMs } = checkOptions(options)

  let known: { readonly keys: readonly string[]; readonly at: number } | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<readonly string[]> | undefined

  /** A clock that was set back must not make the past look like the future. */
  const since = (time: number) => {
    const elapsed = clock.now() - time
    return elapsed < 0 ? Number.POSITIVE_INFINITY : elapsed
  }

  async function load(): Promise<readonly string[]> {
    try {
      const keys = await requestKeys(target, send, timeoutMs)
      known = { keys, at: clock.now() }
      return keys
    } finally {
      asking = undefined
    }
  }

  function ask(): Promise<readonly string[]> {
    if (asking) return asking
    if (since(askedAt) < cooldownMs) {
      return Promise.reject(
        unavailable('were asked for a moment ago, without success; they are asked for again soon'),
      )
    }
    askedAt = clock.now()
    asking = load()
    return asking
  }

  return {
    async get() {
      if (known && since(known.at) < maxAgeMs) return known.keys
      try {
        return await ask()
      } catch (refusal) {
        if (known && since(known.at) < maxStaleMs) return known.keys
        throw refusal
      }
    },
    async refresh() {
      return asking || since(askedAt) >= cooldownMs ? ask() : null
    },
  }
}

async function requestKeys(
  url: URL,
  send: (request: Request) => Promise<Response>,
  timeoutMs: number,
): Promise<readonly string[]> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  // Beside the signal: a fetch that does not listen to it must not hold a delivery up.
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(unavailable(`did not come within ${timeoutMs} ms`))
      controller.abort()
    }, timeoutMs)
  })
  try {
    const headers = { accept: 'application/jwk-set+json, application/json' }
    const request = new Request(url, { headers, redirect: 'error', signal: controller.signal })
    return await Promise.race([read(request, send, timeoutMs), timeout])
  } finally {
    clearTimeout(timer)
  }
}

async function read(
  request: Request,
  send: (request: Request) => Promise<Response>,
  timeoutMs: number,
): Promise<readonly string[]> {
  let response: Response
  try {
    response = await send(request)
  } catch (cause) {
    throw unavailable('could not be asked for, see cause', cause)
  }
  if (response.status !== 200 || !response.body) {
    response.body?.cancel().catch(() => {})
    throw unavailable(`were answered with status ${response.status}: is the URL the endpoint's jwks.json?`)
  }
  const result = await collectBody(fromWebStream(response.body), { maxBytes, timeoutMs })
  if (result.kind !== 'complete') throw unavailable(`could not be read whole (${result.kind})`)
  const keys = keysIn(Buffer.from(result.bytes).toString('utf8'))
  if (keys.length === 0)
    throw unavailable('were answered with no Ed25519 key: is the URL the endpoint’s jwks.json?')
  return keys
}

function keysIn(text: string): readonly string[] {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw unavailable('were answered with something else than JSON')
  }
  const members =
    typeof document === 'object' && document !== null && 'keys' in document ? document.keys : undefined
  return Array.isArray(members) ? members.flatMap((jwk) => fromJwk(jwk) ?? []) : []
}

function checkOptions(options: RemoteKeysOptions) {
  const { clock = systemClock, fetch: send = (request: Request) => fetch(request) } = options
  checkMethods('clock', clock, ['now'])
  if (typeof send !== 'function') throw new ArgumentError('fetch is no function.')
  const { maxAgeMs = 3_600_000, maxStaleMs = 86_400_000, cooldownMs = 30_000, timeoutMs = 5_000 } = options
  return {
    clock,
    send,
    maxAgeMs: checkWhole('maxAgeMs', maxAgeMs, maxTimeoutMs),
    maxStaleMs: checkWhole('maxStaleMs', maxStaleMs, maxTimeoutMs),
    cooldownMs: checkWhole('cooldownMs', cooldownMs, maxTimeoutMs, minCooldownMs),
    timeoutMs: checkWhole('timeoutMs', timeoutMs, maxTimeoutMs),
  }
}

function checkUrl(url: string): URL {
  const advice = 'give the https URL of /v1/webhook-endpoints/{id}/jwks.json'
  if (!URL.canParse(url)) throw new ArgumentError(`The URL of the keys is no URL: ${advice}.`)
  const parsed = new URL(url)
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(parsed.hostname)
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && loopback)) {
    throw new ArgumentError(
      `The URL of the keys begins with ${parsed.protocol}//: keys over a line that anybody can change prove nothing; ${advice} (http only to loopback).`,
    )
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new ArgumentError(
      `The URL of the keys holds a user name or password; the keys are public: ${advice}.`,
    )
  }
  return parsed
}

function unavailable(what: string, cause?: unknown): WebhookVerificationError {
  return new WebhookVerificationError('keys_unavailable', `The public keys ${what}.`, { cause })
}
