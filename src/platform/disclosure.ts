/** A contact disclosure on the wire: signed by the platform, then encrypted for the company. */
import type { Disclosure } from './acts/disclose.js'
import type { Core } from './core.js'

/** Wire time in which the signature proves something. */
const validSeconds = 600

/** @returns compact JWE (RFC 7516 section 7.1) */
export async function encryptDisclosure(
  { receipts, wireClock }: Core,
  { entry, fields, key }: Disclosure,
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
): Promise<string> {
  const { CompactEncrypt, importJWK } = await import('jose')
  const { id: disclosureId, complaintId, purpose } = entry
  const exp = Math.floor(wireClock.now() / 1_000) + validSeconds
  const signed = receipts.signDisclosure({
    iss: issuer,
    aud: audience,
    complaintId,
    disclosureId,
    fields,
    purpose,
    exp,
  })
  const alg = String(key['alg'])
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg, enc: 'A256GCM', kid: String(key['kid']), cty: 'JWT' })
    .encrypt(await importJWK({ ...key }, alg))
}
