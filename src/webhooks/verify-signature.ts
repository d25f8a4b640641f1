import { decodeBase64Of } from './base64.js'
import { decodeText, readBodyBytes } from './body-bytes.js'
import { equalInConstantTime, hmacSha256, joinMessage, verifyEd25519 } from './crypto.js'
import { type IncomingHeaders, readSignedHeaders, type SignedHeaders } from './headers.js'
import {
  createKeyring,
  type Keyring,
  malformedSecret,
  type WebhookPublicKeys,
  type WebhookSecrets,
} from './keyring.js'
import {
  defaultToleranceSeconds,
  ed25519Bytes,
  hmacBytes,
  maxEd25519Signatures,
  maxPublicKeys,
  maxToleranceSeconds,
} from './standard.js'
import { guard, WebhookVerificationError } from './verification-error.js'

export interface VerifySignatureOptions {
  /** The request's bytes as they came, or their exact text: at most 64 MiB. Never a parsed object. */
  readonly body: string | Uint8Array | ArrayBuffer
  readonly headers: IncomingHeaders
  /** `whsec_…`; needed unless `publicKeys` is given. */
  readonly secrets?: WebhookSecrets | undefined
  /** `whpk_…`; needed unless `secrets` is given. With both, one match is enough. */
  readonly publicKeys?: WebhookPublicKeys | undefined
  /** Wire time; the system's clock by default. */
  readonly now?: Date | undefined
  /** How far the signature's time may be off, both ways: 300 s by default, as Standard Webhooks advises; 0–86,400. */
  readonly toleranceSeconds?: number | undefined
}

/** An authentic delivery. */
export interface VerifiedSignature {
  /** `webhook-id`: the same on every retry. */
  readonly id: string
  /** When this attempt was signed: wire time. */
  readonly timestamp: Date
  /** The body, decoded exactly. */
  readonly text: string
}

/**
 * Checks that a delivery was signed by who knows the secret (`v1`) or the private key (`v1a`), within the tolerance,
 * per Standard Webhooks 1.0.
 *
 * @throws WebhookVerificationError and nothing else, whatever is passed in; `reason` says why
 * @example
 * const { id, timestamp, text } = await verifySignature({ body, headers: request.headers, secrets: 'whsec_…' })
 */
export async function verifySignature(options: VerifySignatureOptions): Promise<VerifiedSignature> {
  const given = guard('malformed_header', 'Pass one object: { body, headers, secrets }.', () => {
    const { body, headers, secrets, publicKeys, now, toleranceSeconds } = options
    return { body, headers, secrets, publicKeys, now, toleranceSeconds }
  })
  const now = given.now === undefined ? Date.now() : readTime(given.now)
  return verifyDelivery({
    body: given.body,
    headers: given.headers,
    keyring: () => {
      try {
        return createKeyring(given.secrets, given.publicKeys)
      } catch (cause) {
        throw malformedSecret(cause)
      }
    },
    now,
    toleranceSeconds: given.toleranceSeconds ?? defaultToleranceSeconds,
  })
}

/** The same for a receiver, whose keyring was made once. */
export async function verifyDelivery(options: {
  readonly body: unknown
  readonly headers: unknown
  readonly keyring: () => Keyring
  /** Milliseconds since 1970. */
  readonly now: number
  readonly toleranceSeconds: number
}): Promise<VerifiedSignature> {
  // What costs nothing comes first: a wrong header or time is refused before anything is hashed.
  const signed = readSignedHeaders(options.headers)
  checkTime(Number(signed.timestamp), options.now, options.toleranceSeconds)
  const bytes = readBodyBytes(options.body)
  const keyring = options.keyring()
  const matched = (await matchesSecret(signed, bytes, keyring)) || (await matchesKey(signed, bytes, keyring))
  if (!matched) throw noMatch(signed)
  return { id: signed.id, timestamp: new Date(Number(signed.timestamp) * 1000), text: decodeText(bytes) }
}

function readTime(now: unknown): number {
  return guard('timestamp_too_old', 'now has to be a Date: pass new Date(), or leave it out.', () =>
    Date.prototype.getTime.call(now),
  )
}

function checkTime(timestamp: number, now: number, tolerance: number): void {
  if (!Number.isFinite(now)) {
    throw new WebhookVerificationError(
      'timestamp_too_old',
      'now is no valid Date, so no time can be judged: pass new Date(), or leave it out.',
    )
  }
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance <= maxToleranceSeconds)) {
    throw new WebhookVerificationError(
      'timestamp_too_old',
      `toleranceSeconds has to be a number, 0–${maxToleranceSeconds}.`,
    )
  }
  const age = Math.floor(now / 1000) - timestamp
  if (age > tolerance) {
    throw new WebhookVerificationError(
      'timestamp_too_old',
      `Signed ${age} s ago, ${tolerance} s are allowed: an old delivery sent again, or this machine's clock is fast.`,
    )
  }
  if (-age > tolerance) {
    throw new WebhookVerificationError(
      'timestamp_too_new',
      `Signed ${-age} s in the future, ${tolerance} s are allowed: is this machine's clock slow?`,
    )
  }
}

/** Entries of one version whose base64 is canonical and of the right length; all others are as if not there. */
function entriesOf(signed: SignedHeaders, version: string, size: number): Uint8Array[] {
  return signed.signatures.flatMap((entry) =>
    entry.startsWith(version) ? (decodeBase64Of(size, entry.slice(version.length)) ?? []) : [],
  )
}

async function matchesSecret(signed: SignedHeaders, body: Uint8Array, keyring: Keyring): Promise<boolean> {
  const entries = entriesOf(signed, 'v1,', hmacBytes)
  const secrets = await keyring.secrets()
  if (entries.length === 0) return false
  return secrets.some((secret) => {
    const expected = hmacSha256(secret, `${signed.id}.${signed.timestamp}.`, body)
    return entries.some((entry) => equalInConstantTime(entry, expected))
  })
}

async function matchesKey(signed: SignedHeaders, body: Uint8Array, keyring: Keyring): Promise<boolean> {
  const entries = entriesOf(signed, 'v1a,', ed25519Bytes).slice(0, maxEd25519Signatures)
  if (entries.length === 0) return false
  const known = (await keyring.publicKeys()).slice(0, maxPublicKeys)
  if (known.length === 0) return false
  const message = joinMessage(`${signed.id}.${signed.timestamp}.`, body)
  const matches = (key: Uint8Array) => entries.some((entry) => verifyEd25519(key, message, entry))
  if (known.some(matches)) return true
  const refreshed = await keyring.refreshPublicKeys()
  const fresh = refreshed?.filter((key) => !known.some((other) => equalInConstantTime(key, other))) ?? []
  return fresh.slice(0, maxPublicKeys - known.length).some(matches)
}

function noMatch(signed: SignedHeaders): WebhookVerificationError {
  const versions = signed.signatures.filter((entry) => entry.startsWith('v1,') || entry.startsWith('v1a,'))
  return new WebhookVerificationError(
    'no_matching_signature',
    versions.length === 0
      ? 'webhook-signature has no entry of a known version (v1, v1a).'
      : 'No signature matches. Is it the secret of this endpoint (each has its own, and a rotation makes a new one)? ' +
          'Are the bytes untouched (a parser that wrote the JSON again, a proxy that changed it)?',
  )
}
