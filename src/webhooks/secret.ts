/** Symmetric secrets: `whsec_` and the base64 of 24–64 bytes (Standard Webhooks 1.0, signature scheme). */
import { ArgumentError } from '../errors.js'
import { decodeBase64, encodeBase64 } from './base64.js'
import { randomBytes } from './crypto.js'

const prefix = 'whsec_'
const minBytes = 24
const maxBytes = 64

export interface GenerateSecretOptions {
  /** Length of the key in bytes, 24–64. 32 by default: the length of a SHA-256 digest. */
  readonly bytes?: number
  /** Where random bytes come from; node:crypto by default. */
  readonly randomBytes?: (size: number) => Uint8Array
}

/**
 * Makes a new secret for an endpoint.
 *
 * @throws ArgumentError when `bytes` is not 24–64
 */
export function generateSecret(options: GenerateSecretOptions = {}): string {
  const { bytes = 32, randomBytes: random = randomBytes } = options
  if (!Number.isInteger(bytes) || bytes < minBytes || bytes > maxBytes) {
    throw new ArgumentError(`bytes is ${bytes}: a secret has ${minBytes}–${maxBytes} bytes.`)
  }
  return prefix + encodeBase64(random(bytes))
}

/**
 * The key inside a secret.
 *
 * @throws ArgumentError when it is not one; the message names what is wrong and never shows it
 */
export function decodeSecret(secret: unknown): Uint8Array {
  if (typeof secret !== 'string') {
    throw new ArgumentError(
      secret === undefined
        ? 'The webhook secret is undefined: is the environment variable set that holds it?'
        : `The webhook secret is of type ${secret === null ? 'null' : typeof secret}: give the string whsec_… that the platform showed when the endpoint was created.`,
    )
  }
  if (!secret.startsWith(prefix)) throw new ArgumentError(describeForeign(secret))
  const key = decodeBase64(secret.slice(prefix.length))
  if (!key) {
    throw new ArgumentError(
      'The webhook secret has the prefix whsec_, but what follows is not canonical base64: was it cut, quoted or copied with a space?',
    )
  }
  if (key.length < minBytes || key.length > maxBytes) {
    throw new ArgumentError(
      `The webhook secret decodes to ${key.length} bytes: it has ${minBytes}–${maxBytes}. Was it copied whole?`,
    )
  }
  return key
}

function describeForeign(secret: string): string {
  if (secret === '') {
    return 'The webhook secret is empty: is the environment variable set that holds it?'
  }
  if (secret.startsWith('whpk_')) {
    return 'The webhook secret is a public key (whpk_…): give it as `publicKeys`, and the whsec_… of the endpoint as `secrets`.'
  }
  if (secret.startsWith('whsk_')) {
    return 'The webhook secret is the private key of the sender (whsk_…): a receiver needs the whsec_… of the endpoint, or its whpk_… as `publicKeys`.'
  }
  return 'The webhook secret does not begin with whsec_: give it exactly as the platform showed it when the endpoint was created.'
}
