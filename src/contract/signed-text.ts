/** What the platform signs with the keys of `/.well-known/receipt-keys.json`: receipts and disclosures. */
import { jwks } from './oauth.js'

export interface Signed {
  /** `typ` of the header: what keeps a token, a receipt and a disclosure from passing for one another. */
  readonly type: string
  /** The document of `/.well-known/receipt-keys.json` as it was fetched; retired keys stay in it. */
  readonly keys: unknown
}

export type ReadSigned =
  /** The JSON of what was signed; undefined when that is none. */
  | { readonly payload: unknown }
  | {
      /** Ends the sentence that says what does not hold. */
      readonly refusal: string
      /** None of the keys is the one that the text names: a newer document may have it. */
      readonly unknownKey: boolean
      readonly cause?: unknown
    }

/**
 * Checks signature and type of a compact JWS (RFC 7515). EdDSA (RFC 8037) alone: no other algorithm, and none at all,
 * ever passes.
 */
export async function readSigned(text: string, { type, keys: document }: Signed): Promise<ReadSigned> {
  const keys = jwks.safeParse(document)
  if (!keys.success) {
    return { refusal: 'keys is not the document of /.well-known/receipt-keys.json', unknownKey: true }
  }
  const { compactVerify, createLocalJWKSet, errors } = await import('jose')
  const options = { algorithms: ['EdDSA', 'Ed25519'] }
  const verify = async () => {
    try {
      return await compactVerify(text, createLocalJWKSet(keys.data), options)
    } catch (cause) {
      if (!(cause instanceof errors.JWKSMultipleMatchingKeys)) throw cause
      // Without a `kid` each key may be the one, as soon as there is a second.
      for await (const key of cause) {
        const verified = await compactVerify(text, key, options).catch(() => undefined)
        if (verified) return verified
      }
      throw cause
    }
  }
  try {
    const { payload, protectedHeader } = await verify()
    if (protectedHeader.typ !== type) return { refusal: `it is not of type ${type}`, unknownKey: false }
    return { payload: parse(payload) }
  } catch (cause) {
    const unknownKey = cause instanceof errors.JWKSNoMatchingKey
    return { refusal: 'its signature is not one of these keys', unknownKey, cause }
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
