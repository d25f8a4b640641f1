import type { TousuClientOptions } from './options.js'
import type { RetrySettings } from './retry.js'

/** Every name of an option, so that a misspelt one is refused instead of ignored. */
const names: { readonly [Name in keyof TousuClientOptions]-?: true } = {
  baseUrl: true,
  clientId: true,
  privateKey: true,
  clientSecret: true,
  keyId: true,
  algorithm: true,
  decryptionKey: true,
  issuer: true,
  scope: true,
  dispatcher: true,
  fetch: true,
  timeoutMs: true,
  fileTimeoutMs: true,
  connectTimeoutMs: true,
  headersTimeoutMs: true,
  bodyTimeoutMs: true,
  maxResponseBytes: true,
  maxFileBytes: true,
  retry: true,
  validateResponses: true,
  allowInsecureHttp: true,
  userAgent: true,
  language: true,
  clock: true,
  wireClock: true,
  random: true,
  timer: true,
}
const retryNames: { readonly [Name in keyof RetrySettings]: true } = {
  repeats: true,
  baseDelayMs: true,
  maxDelayMs: true,
  maxRetryAfterMs: true,
}

/** @returns a sentence for each unknown name, with those that are known */
export function checkOptionNames(options: TousuClientOptions): string[] {
  return [...findUnknown(options, names, ''), ...findUnknown(options.retry ?? {}, retryNames, 'retry.')]
}

function findUnknown(given: object, known: object, prefix: string): string[] {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(known, name))
  if (unknown.length === 0) return []
  const shown = unknown.map((name) => JSON.stringify(prefix + name.slice(0, 40)))
  const list = Object.keys(known).map((name) => `${prefix}${name}`)
  return [`there is no option ${shown.join(', ')}: there are ${list.join(', ')}`]
}
