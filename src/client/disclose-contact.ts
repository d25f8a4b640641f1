/** Opens a contact disclosure: encrypted for the company, signed by the platform. */
import type { ContactDisclosure, ContactDisclosureInput, DisclosurePayload } from '../contract/disclosure.js'
import { ArgumentError, IntegrityError } from '../errors.js'
import type { DecryptionKey } from './decryption-key.js'
import { type DisclosedContact, showWithoutValues } from './disclosed-contact.js'
import type { CallOptions } from './options.js'
import type { SigningKeys } from './signing-keys.js'
import type { Transport } from './transport.js'

/**
 * @throws ArgumentError without a decryption key: nothing is sent, so nothing is disclosed
 * @throws IntegrityError when the disclosure is not what was asked for, of this platform, for this client
 */
export async function discloseContact(
  transport: Transport,
  keys: SigningKeys,
  params: { readonly id: string },
  input: ContactDisclosureInput,
  options: CallOptions,
): Promise<DisclosedContact> {
  const { decryptionKey } = transport.settings
  if (!decryptionKey) {
    throw new ArgumentError(
      "discloseContact needs decryptionKey, an option of TousuClient: the private half of the company's encryption key. Nothing was sent.",
    )
  }
  return transport.run<DisclosedContact>('discloseContact', { params, body: input }, options, {
    // First the keys: a disclosure that cannot be checked would be logged and counted for nothing.
    prepare: async () => void (await keys.get()),
    read: async (answer, context) => {
      const sealed = await transport.readResult('discloseContact', answer, context)
      const refuse: Refuse = (reason) => {
        throw new IntegrityError(
          `${context.call}: the disclosure does not hold: ${reason}.`,
          // Without a cause: what was opened may stand in one.
          context.options,
        )
      }
      const signed = await decrypt(sealed.jwe, decryptionKey, refuse)
      const payload = await readPayload(signed, keys, refuse)
      checkPayload(payload, { transport, params, input, sealed }, refuse)
      const { fields } = payload
      const asked = input.fields.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]))
      return showWithoutValues({
        disclosureId: sealed.disclosureId,
        fields: Object.fromEntries(asked),
        purpose: payload.purpose,
        deleteAfter: sealed.deleteAfter,
      })
    },
  })
}

type Refuse = (reason: string) => never

/** RFC 7516; no other algorithm than the contract's ever opens anything. */
async function decrypt(jwe: string, { key, algorithm }: DecryptionKey, refuse: Refuse): Promise<string> {
  const { compactDecrypt, errors } = await import('jose')
  try {
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: 0,
    })
    return new TextDecoder().decode(plaintext)
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
      return refuse(
        `it is encrypted otherwise than ${algorithm} with A256GCM and without zip, which is what decryptionKey opens`,
      )
    }
    if (error instanceof errors.JWEDecryptionFailed) {
      return refuse(
        'decryptionKey does not open it: is it the private half of the key that the platform has now? A new one counts after 24 h',
      )
    }
    return refuse('it is no JWE')
  }
}

async function readPayload(text: string, keys: SigningKeys, refuse: Refuse): Promise<DisclosurePayload> {
  const [{ disclosurePayload, disclosureType: type }, { readSigned }] = await Promise.all([
    import('../contract/disclosure.js'),
    import('../contract/signed-text.js'),
  ])
  let signed = await readSigned(text, { type, keys: await keys.get() })
  const newer = 'refusal' in signed && signed.unknownKey ? await keys.refresh() : undefined
  if (newer) signed = await readSigned(text, { type, keys: newer })
  if ('refusal' in signed) return refuse(signed.refusal)
  const { data } = disclosurePayload.safeParse(signed.payload)
  return data ?? refuse('its payload is not that of a disclosure')
}

interface Expected {
  readonly transport: Transport
  readonly params: { readonly id: string }
  readonly input: ContactDisclosureInput
  readonly sealed: ContactDisclosure
}

/** A signature says who spoke; these say that it was to us, about this, and now. */
function checkPayload(
  payload: DisclosurePayload,
  { transport, params, input, sealed }: Expected,
  refuse: Refuse,
): void {
  const { issuer, clientId, wireClock } = transport.settings
  if (payload.iss !== issuer) refuse('another platform issued it (iss)')
  if (payload.aud !== clientId) refuse('it is for another client (aud)')
  if (payload.complaintId !== params.id) refuse('it is of another complaint (complaintId)')
  if (payload.disclosureId !== sealed.disclosureId) refuse('it is another disclosure (disclosureId)')
  if (payload.purpose !== input.purpose) refuse('it is for another purpose than was asked for')
  if (payload.exp * 1_000 <= wireClock.now()) {
    refuse(
      "it has expired (exp): ask again without an old idempotencyKey, and compare this clock with the platform's",
    )
  }
}
