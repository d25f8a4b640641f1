/** The secrets and keys of one receiver, looked up for each delivery. */
import { ArgumentError } from '../errors.js'
import { firstOf } from './first-of.js'
import { decodePublicKey } from './key-pair.js'
import { decodeSecret } from './secret.js'
import { maxSecrets } from './standard.js'
import { isRefusal, WebhookVerificationError, type WebhookVerificationReason } from './verification-error.js'

/**
 * `whsec_…` secrets of the endpoint: one, several while a rotation overlaps, or a function that reads them for each
 * delivery, so that a rotation needs no restart.
 */
export type WebhookSecrets =
  | string
  | readonly string[]
  | (() => readonly string[] | Promise<readonly string[]>)

/** Where `whpk_…` keys come from that may change: see `remoteKeys`. */
export interface RemoteKeys {
  /** The keys as known now; asks for them when none are known or they are old. */
  get(): Promise<readonly string[]>
  /** Called when no known key matched: asks again, or answers null when it is too early to. */
  refresh(): Promise<readonly string[] | null>
}

/** `whpk_…` of the endpoint: one, several, or `remoteKeys(url)`. At most four are tried. */
export type WebhookPublicKeys = string | readonly string[] | RemoteKeys

export interface Keyring {
  secrets(): Promise<readonly Uint8Array[]> | readonly Uint8Array[]
  publicKeys(): Promise<readonly Uint8Array[]> | readonly Uint8Array[]
  /** Keys that may have come since; null when there is nothing to ask. */
  refreshPublicKeys(): Promise<readonly Uint8Array[] | null>
}

/**
 * Checks what can be checked now.
 *
 * @throws ArgumentError when neither is given, or one is no secret or key
 */
export function createKeyring(secrets: unknown, publicKeys: unknown): Keyring {
  if (secrets === undefined && publicKeys === undefined) {
    throw new ArgumentError(
      'Neither secrets nor publicKeys is given: pass the whsec_… of the endpoint (is the environment variable set that holds it?) or its whpk_….',
    )
  }
  return { ...secretsOf(secrets), ...publicKeysOf(publicKeys) }
}

function secretsOf(secrets: unknown): Pick<Keyring, 'secrets'> {
  if (secrets === undefined) return { secrets: () => [] }
  if (typeof secrets !== 'function') {
    const decoded = decodeSecrets(secrets)
    return { secrets: () => decoded }
  }
  return {
    async secrets() {
      let given: unknown
      try {
        given = await secrets()
      } catch (cause) {
        throw unavailable('secrets() failed, see cause: nothing can be verified until it answers.', cause)
      }
      return decoded(given, decodeSecrets)
    },
  }
}

function publicKeysOf(keys: unknown): Pick<Keyring, 'publicKeys' | 'refreshPublicKeys'> {
  if (keys === undefined) return { publicKeys: () => [], refreshPublicKeys: async () => null }
  if (!isRemote(keys)) {
    const list = decodePublicKeys(keys)
    return { publicKeys: () => list, refreshPublicKeys: async () => null }
  }
  return {
    publicKeys: async () => decoded(await ask(() => keys.get()), decodePublicKeys),
    async refreshPublicKeys() {
      const given = await ask(() => keys.refresh())
      return given === null ? null : decoded(given, decodePublicKeys)
    },
  }
}

function decodeSecrets(secrets: unknown): readonly Uint8Array[] {
  const list = listOf(secrets)
  if (list.length === 0)
    throw new ArgumentError('The list of webhook secrets is empty: give the whsec_… of the endpoint.')
  if (list.length > maxSecrets) {
    throw new ArgumentError(
      `${list.length} webhook secrets: ${maxSecrets} at most; an endpoint has two live ones.`,
    )
  }
  return list.map(decodeSecret)
}

function decodePublicKeys(keys: unknown): readonly Uint8Array[] {
  const list = listOf(keys)
  if (list.length === 0)
    throw new ArgumentError('The list of public keys is empty: give the whpk_… of the endpoint.')
  return list.map(decodePublicKey)
}

/** A copy: what a list holds later does not count, and a list that lies about itself is read once. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? firstOf(value, 1_000) : [value]
}

async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (isRefusal(cause)) throw cause
    throw unavailable('The public keys could not be had, see cause.', cause)
  }
}

/** What a function gave for this delivery is wrong: a refusal of the delivery, not of the call. */
function decoded<T>(given: unknown, decode: (given: unknown) => T): T {
  try {
    return decode(given)
  } catch (cause) {
    throw malformedSecret(cause)
  }
}

/** The same words as a refusal. */
export function malformedSecret(cause: unknown): WebhookVerificationError {
  return refuse('malformed_secret', adviceOf(cause) ?? 'The secrets or keys could not be read.', cause)
}

const unavailable = (message: string, cause: unknown) => refuse('keys_unavailable', message, cause)

function refuse(
  reason: WebhookVerificationReason,
  message: string,
  cause: unknown,
): WebhookVerificationError {
  return new WebhookVerificationError(reason, message, { cause })
}

/** Our own words; what only looks like an ArgumentError may throw when it is read. */
function adviceOf(cause: unknown): string | undefined {
  try {
    return cause instanceof ArgumentError && typeof cause.message === 'string' ? cause.message : undefined
  } catch {
    return undefined
  }
}

function isRemote(keys: unknown): keys is RemoteKeys {
  return (
    typeof keys === 'object' &&
    keys !== null &&
    !Array.isArray(keys) &&
    'get' in keys &&
    typeof keys.get === 'function' &&
    'refresh' in keys &&
    typeof keys.refresh === 'function'
  )
}
