/** Checks the options of a client and fills in what was left out. */
import { type Clock, systemClock } from '../clock.js'
import { ArgumentError } from '../errors.js'
import { systemTimer, type Timer } from '../timer.js'
import { type DecryptionKey, readDecryptionKey } from './decryption-key.js'
import { defaults } from './defaults.js'
import { type DispatchTimeouts, dispatcherSender } from './dispatcher-sender.js'
import { fetchSender } from './fetch-sender.js'
import { UnusableKey } from './key-input.js'
import { checkOptionNames } from './option-names.js'
import type { TousuClientOptions } from './options.js'
import { missing, readOrigin } from './origin.js'
import { readPrivateKey, type SigningKey } from './private-key.js'
import { defaultRetry, type RetrySettings } from './retry.js'
import { version } from './version.js'
import type { Sender } from './wire.js'

export type Credential =
  | { readonly method: 'private_key_jwt'; readonly key: SigningKey }
  | { readonly method: 'client_secret_basic'; readonly secret: string }

export interface Settings {
  readonly origin: string
  readonly clientId: string
  readonly credential: Credential
  /** Opens contact disclosures. */
  readonly decryptionKey: DecryptionKey | undefined
  readonly issuer: string
  readonly scope: string | undefined
  readonly sender: Sender
  readonly timeoutMs: number
  readonly fileTimeoutMs: number
  readonly maxResponseBytes: number
  readonly maxFileBytes: number
  readonly retry: RetrySettings
  readonly validateResponses: boolean
  readonly allowInsecureHttp: boolean
  readonly userAgent: string
  readonly language: 'zh-CN' | 'en'
  readonly clock: Clock
  readonly wireClock: Clock
  readonly random: () => number
  readonly timer: Timer
}

/** `setTimeout` knows no longer wait. */
const longest = 2 ** 31 - 1

/**
 * @throws ArgumentError that lists everything that is wrong
 */
export function readSettings(options: TousuClientOptions): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError('TousuClient needs options: baseUrl, clientId, and privateKey or clientSecret.')
  }
  const wrong: string[] = checkOptionNames(options)
  const check = (holds: boolean, sentence: string) => {
    if (!holds) wrong.push(sentence)
  }
  const number = (name: string, value: number | undefined, fallback: number, min: number, max: number) => {
    const chosen = value ?? fallback
    check(
      Number.isFinite(chosen) && chosen >= min && chosen <= max,
      `${name} must be a number from ${min} to ${max}, not ${chosen}`,
    )
    return chosen
  }
  const milliseconds = (name: 'timeoutMs' | 'fileTimeoutMs' | keyof DispatchTimeouts) =>
    number(name, options[name], defaults[name], 1, longest)
  const bytes = (name: 'maxResponseBytes' | 'maxFileBytes', min: number, max: number) =>
    number(name, options[name], defaults[name], min, max)

  const allowInsecureHttp = options.allowInsecureHttp ?? false
  const { origin, issuer } = readAddresses(options, allowInsecureHttp, wrong)
  const { clientId, scope, dispatcher, fetch, userAgent, language = 'en' } = options
  if (clientId === undefined || clientId === '') wrong.push(`clientId ${missing}`)
  else {
    check(
      typeof clientId === 'string' && /^[\x20-\x7e]{1,255}$/.test(clientId),
      'clientId must be 1–255 printable ASCII characters, as the platform gave it',
    )
  }
  const credential = readCredential(options, wrong)
  const decryptionKey = readDecryption(options, credential, wrong)
  check(
    scope === undefined || /^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(scope),
    'scope must be scopes separated by single spaces',
  )
  check(!(dispatcher && fetch), 'dispatcher and fetch exclude each other: give one')
  check(
    dispatcher === undefined || typeof dispatcher.request === 'function',
    'dispatcher must have a method request, as undici dispatchers have',
  )
  check(fetch === undefined || typeof fetch === 'function', 'fetch must be a function')
  check(
    userAgent === undefined || /^[\x20-\x7e]{1,200}$/.test(userAgent),
    'userAgent must be 1–200 printable ASCII characters',
  )
  check(language === 'en' || language === 'zh-CN', "language must be 'en' or 'zh-CN'")
  const retry: RetrySettings = {
    repeats: number('retry.repeats', options.retry?.repeats, defaultRetry.repeats, 0, 10),
    baseDelayMs: number(
      'retry.baseDelayMs',
      options.retry?.baseDelayMs,
      defaultRetry.baseDelayMs,
      0,
      longest,
    ),
    maxDelayMs: number('retry.maxDelayMs', options.retry?.maxDelayMs, defaultRetry.maxDelayMs, 0, longest),
    maxRetryAfterMs: number(
      'retry.maxRetryAfterMs',
      options.retry?.maxRetryAfterMs,
      defaultRetry.maxRetryAfterMs,
      0,
      longest,
    ),
  }
  const timeouts = {
    connectTimeoutMs: milliseconds('connectTimeoutMs'),
    headersTimeoutMs: milliseconds('headersTimeoutMs'),
    bodyTimeoutMs: milliseconds('bodyTimeoutMs'),
  }
  const sizes = {
    timeoutMs: milliseconds('timeoutMs'),
    fileTimeoutMs: milliseconds('fileTimeoutMs'),
    maxResponseBytes: bytes('maxResponseBytes', 1024, 2 ** 30),
    maxFileBytes: bytes('maxFileBytes', 1, 2 ** 40),
  }
  if (wrong.length > 0 || !credential) throw new ArgumentError(`TousuClient: ${wrong.join('; ')}.`)
  return {
    ...sizes,
    origin,
    issuer,
    clientId,
    credential,
    decryptionKey,
    scope,
    retry,
    allowInsecureHttp,
    language,
    sender: fetch ? fetchSender(fetch) : dispatcherSender(timeouts, dispatcher),
    validateResponses: options.validateResponses ?? true,
    userAgent: `${userAgent === undefined ? '' : `${userAgent} `}tousu/${version} node/${process.versions.node}`,
    clock: options.clock ?? systemClock,
    wireClock: options.wireClock ?? systemClock,
    random: options.random ?? Math.random,
    timer: options.timer ?? systemTimer,
  }
}

function readAddresses(
  { baseUrl, issuer }: TousuClientOptions,
  allowInsecureHttp: boolean,
  wrong: string[],
): { origin: string; issuer: string } {
  const base = readOrigin(baseUrl, { allowInsecureHttp })
  if ('problem' in base) wrong.push(`baseUrl ${base.problem}`)
  const origin = 'origin' in base ? base.origin : ''
  if (issuer === undefined) return { origin, issuer: origin }
  const given = readOrigin(issuer, { allowInsecureHttp, allowPath: true })
  if ('problem' in given) wrong.push(`issuer ${given.problem}`)
  return { origin, issuer }
}

function readCredential(options: TousuClientOptions, wrong: string[]): Credential | undefined {
  const { privateKey, clientSecret, keyId, algorithm } = options
  if (privateKey !== undefined && clientSecret !== undefined) {
    wrong.push('privateKey and clientSecret exclude each other: a client has one method, give that one')
    return undefined
  }
  if (clientSecret !== undefined) {
    if (typeof clientSecret === 'string' && /^\P{Cc}{1,512}$/u.test(clientSecret)) {
      return { method: 'client_secret_basic', secret: clientSecret }
    }
    wrong.push('clientSecret must be text of 1–512 characters without line ends')
    return undefined
  }
  if (privateKey === undefined || privateKey === '') {
    wrong.push(`privateKey or clientSecret ${missing}`)
    return undefined
  }
  const key = tryKey('privateKey', () => readPrivateKey(privateKey, { keyId, algorithm }), wrong)
  return key && { method: 'private_key_jwt', key }
}

function readDecryption(
  { decryptionKey }: TousuClientOptions,
  credential: Credential | undefined,
  wrong: string[],
): DecryptionKey | undefined {
  if (decryptionKey === undefined) return undefined
  if (decryptionKey === '') {
    wrong.push(`decryptionKey ${missing}`)
    return undefined
  }
  const signing = credential?.method === 'private_key_jwt' ? credential.key.key : undefined
  return tryKey('decryptionKey', () => readDecryptionKey(decryptionKey, signing), wrong)
}

function tryKey<T>(name: string, read: () => T, wrong: string[]): T | undefined {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof UnusableKey)) throw cause
    wrong.push(`${name} ${cause.message}`)
    return undefined
  }
}
