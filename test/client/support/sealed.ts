/** Contact disclosures as a platform makes them, and as somebody hostile would. */
import { CompactEncrypt, CompactSign, type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import type { Reply } from './fake-platform.js'

export const person = { name: '张小明', phone: '10012345678' }

export interface Signer {
  readonly key: CryptoKey
  readonly jwk: { readonly kty: string; readonly [member: string]: unknown }
}

export async function makeSigner(kid: string, alg = 'EdDSA'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  return { key: privateKey, jwk: { kty: 'OKP', ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export const keysReply = (...signers: readonly Signer[]): Reply => ({
  body: { keys: signers.map(({ jwk }) => jwk) },
})

export interface Sealing {
  readonly signer: Signer
  /** The company's public key. */
  readonly recipient: CryptoKey
  readonly payload: Record<string, unknown>
  readonly jws?: Record<string, unknown>
  readonly jwe?: Record<string, unknown>
  /** Something done to the JWS before it is encrypted. */
  readonly touch?: (signed: string) => string
}

export async function seal(sealing: Sealing): Promise<string> {
  const { signer, recipient, payload, jws, jwe, touch = (signed: string) => signed } = sealing
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: String(signer.jwk['kid']), typ: 'tousu-disclosure+jws', ...jws })
    .sign(signer.key)
  return new CompactEncrypt(new TextEncoder().encode(touch(signed)))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...jwe })
    .encrypt(recipient)
}

/** The answer to a request for a disclosure. */
export const sealedReply = (jwe: unknown, more: Record<string, unknown> = {}): Reply => ({
  status: 201,
  headers: { 'request-id': 'req_7' },
  body: { disclosureId: 'dsc_1', jwe, deleteAfter: '2026-10-24T23:59:59+08:00', ...more },
})
