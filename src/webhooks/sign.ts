import { ArgumentError } from '../errors.js'
import { encodeBase64 } from './base64.js'
import { hmacSha256, joinMessage, signEd25519 } from './crypto.js'
import { decodePrivateKey, isPrivateKey } from './key-pair.js'
import { decodeSecret } from './secret.js'
import { idPattern, maxSignatures, maxTimestamp } from './standard.js'

/** What Standard Webhooks 1.0 sends beside the body. */
export type WebhookHeaders = {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

export interface SignWebhookOptions {
  /** 1–128 of `A-Z a-z 0-9 _ -`; the same on every retry. */
  readonly id: string
  /** When this attempt is made: wire time. Fractions of a second are cut. */
  readonly timestamp: Date
  /** Exactly what is sent. */
  readonly body: string | Uint8Array
  /** `whsec_…` gives a `v1` entry, `whsk_…` a `v1a` entry; several give one each, in their order. */
  readonly secret: string | readonly string[]
}

/**
 * Signs a delivery as Standard Webhooks 1.0 says: `id.timestamp.body`, by HMAC-SHA256 or Ed25519.
 *
 * @throws ArgumentError when the id, the time or a secret has not the form that a receiver accepts
 * @example
 * const headers = await signWebhook({ id: 'evt_1', timestamp: new Date(), body, secret: 'whsec_…' })
 * await fetch(url, { method: 'POST', headers, body })
 */
export async function signWebhook(options: SignWebhookOptions): Promise<WebhookHeaders> {
  const { id, timestamp, body, secret } = options
  if (typeof id !== 'string' || !idPattern.test(id)) {
    throw new ArgumentError('The id of a webhook is 1–128 of A–Z, a–z, 0–9, _ and -.')
  }
  const seconds = timestamp instanceof Date ? Math.floor(timestamp.getTime() / 1000) : Number.NaN
  if (!(seconds >= 0 && seconds <= maxTimestamp)) {
    throw new ArgumentError('The timestamp of a webhook is a valid Date from 1970 on: pass new Date().')
  }
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new ArgumentError(
      'The body of a webhook is the string or the bytes that are sent: pass JSON.stringify(event), not the object.',
    )
  }
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret]
  if (secrets.length === 0 || secrets.length > maxSignatures) {
    throw new ArgumentError(`${secrets.length} secrets: a webhook has 1–${maxSignatures} signatures.`)
  }
  const prefix = `${id}.${seconds}.`
  return {
    'webhook-id': id,
    'webhook-timestamp': `${seconds}`,
    'webhook-signature': secrets.map((each) => signOne(each, prefix, body)).join(' '),
  }
}

function signOne(secret: unknown, prefix: string, body: string | Uint8Array): string {
  return isPrivateKey(secret)
    ? `v1a,${encodeBase64(signEd25519(decodePrivateKey(secret), joinMessage(prefix, body)))}`
    : `v1,${encodeBase64(hmacSha256(decodeSecret(secret), prefix, body))}`
}
