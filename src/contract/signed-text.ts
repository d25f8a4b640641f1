/** What the platform signs with the keys of `/.well-known/receipt-keys.json`: receipts and disclosures. */
import { jwks } from './oauth.js'

/** Why a text is not what the platform signed: ends the sentence that begins with its name. */
export class NotSigned extends Error {
  /** None of the keys is the one that the text names: a newer document may have it. */
  readonly unknownKey: boolean

  constructor(
    message: string,
    { cause, unknownKey = false }: { cause?: unknown; unknownKey?: boolean } = {},
  ) {
    super(message, { cause })
    this.unknownKey = unknownKey
  }
}

export interface Signed {
  /** `typ` of the header: what keeps a token, a receipt and a disclosure from passing for one another. */
  readonly type: string
  /** The document of `/.well-known/receipt-keys.json` as it was fetched; retired keys stay in it. */
  readonly keys: unknown
}

/**
 * Checks signature and type of a compact JWS (RFC 7515). EdDSA (RFC 8037) alone: no other algorithm, and none at all,
 * ever passes.
 *
 * @returns the JSON of its payload; undefined when that is none
 * @throws NotSigned
 */
export async function readSigned(text: string, { type, keys: document }: Signed): Promise<unknown> {
  const keys = jwks.safeParse(document)
  if (!keys.success) {
    throw new NotSigned('keys is not the document of /.well-known/receipt-keys.json', { unknownKey: true })
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
  const { payload, protectedHeader } = await verify().catch((cause: unknown) => {
    const unknownKey = cause instanceof errors.JWKSNoMatchingKey
    throw new NotSigned('its signature is not one of these keys', { cause, unknownKey })
  })
  if (protectedHeader.typ !== type) throw new NotSigned(`it is not of type ${type}`)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return undefined
  }
}
