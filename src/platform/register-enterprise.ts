/** A company joins: its services, and an OAuth client with a key or a secret made here. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type Scope, type Service, scopes, serviceTypes } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { checkOptionalText, checkText } from './check-text.js'
import type { Core } from './core.js'
import type { Client, Enterprise, Jwk, Service as ServiceRecord } from './state.js'

/** Algorithms of `private_key_jwt` (contract, section 2). */
export const clientAlgorithms = ['ES256', 'Ed25519', 'PS256', 'RS256'] as const
export type ClientAlgorithm = (typeof clientAlgorithms)[number]

export interface EnterpriseInput {
  /** Name of the company: 1–100 code points. */
  readonly name: string
  readonly authentication?: 'private_key_jwt' | 'client_secret_basic' | undefined
  /** Of the key that is made, ES256 by default: the smallest that every library knows. */
  readonly algorithm?: ClientAlgorithm | undefined
  /** All but `contacts:disclose` by default. */
  readonly scopes?: readonly Scope[] | undefined
  readonly services?:
    | readonly {
        readonly name: string
        readonly type?: 'app' | 'site' | 'mini_program' | 'cloud' | undefined
        readonly filingNumber?: string | undefined
      }[]
    | undefined
  /** Phones and addresses that the company publishes: in an answer they are never taken for personal data. */
  readonly publicContacts?: readonly string[] | undefined
}

/** A private key as JWK (RFC 7517), with `alg` and `kid`. */
export interface PrivateJwk {
  readonly kty: string
  readonly alg: string
  readonly kid: string
  readonly [member: string]: unknown
}

interface Registered {
  readonly id: string
  readonly clientId: string
  readonly services: readonly Service[]
  /** Opens contact disclosures: give it to `TousuClient`. */
  readonly decryptionKey: PrivateJwk
}
export type RegisteredWithKey = Registered & { readonly privateKey: PrivateJwk }
export type RegisteredWithSecret = Registered & { readonly clientSecret: string }
export type RegisteredEnterprise = RegisteredWithKey | RegisteredWithSecret

/** @throws ArgumentError a member is wrong; the company is not registered then */
export function registerEnterprise(core: Core, input: EnterpriseInput): RegisteredEnterprise {
  const {
    authentication = 'private_key_jwt',
    algorithm = 'ES256',
    services = [],
    publicContacts = [],
  } = input
  const name = checkText('name', input.name, 1, 100)
  const granted = input.scopes ?? scopes
  const foreign = granted.find((scope) => !scopes.includes(scope))
  if (foreign !== undefined) {
    throw new ArgumentError(`scopes: "${foreign}" is not one of ${scopes.join(', ')}.`)
  }
  const checkedServices = services.map(checkService)
  const contacts = publicContacts.map((contact) => checkText('publicContacts', contact, 1, 200))
  const { authenticates, secret } = makeCredential(core, authentication, algorithm)
  const encryption = makeEncryptionKey(core)
  const enterprise: Enterprise = {
    id: core.ids.next('ent'),
    name,
    publicContacts: contacts,
    connectedAt: core.clock.now(),
    services: checkedServices.map((service) => ({ id: core.ids.next('svc'), ...service })),
    events: [],
    complaintIds: [],
    formerComplaintIds: [],
    endpointIds: [],
    disclosures: [],
    encryptionKeys: [{ jwk: encryption.publicKey, effectiveAt: core.clock.now() }],
  }
  const clientId = `client_${enterprise.id.slice(4)}`
  core.state.enterprises.set(enterprise.id, enterprise)
  core.state.clients.set(clientId, {
    id: clientId,
    enterpriseId: enterprise.id,
    scopes: [...granted],
    authentication: authenticates,
  })
  return {
    id: enterprise.id,
    clientId,
    services: enterprise.services,
    decryptionKey: encryption.privateKey,
    ...secret,
  }
}

function checkService({
  name,
  type = 'app',
  filingNumber,
}: NonNullable<EnterpriseInput['services']>[number]): Omit<ServiceRecord, 'id'> {
  if (!serviceTypes.includes(type)) {
    throw new ArgumentError(`services.type must be one of ${serviceTypes.join(', ')}.`)
  }
  return {
    name: checkText('services.name', name, 1, 100),
    type,
    filingNumber: checkOptionalText('services.filingNumber', filingNumber, 100),
  }
}

function makeCredential(
  core: Core,
  method: 'private_key_jwt' | 'client_secret_basic',
  algorithm: ClientAlgorithm,
): {
  authenticates: Client['authentication']
  secret: { privateKey: PrivateJwk } | { clientSecret: string }
} {
  if (method !== 'client_secret_basic' && method !== 'private_key_jwt') {
    throw new ArgumentError(
      `authentication must be private_key_jwt or client_secret_basic, not ${String(method)}.`,
    )
  }
  if (method === 'client_secret_basic') {
    const clientSecret = Buffer.from(core.randomBytes(32)).toString('base64url')
    const secretSha256 = createHash('sha256').update(clientSecret).digest('hex')
    return { authenticates: { method, secretSha256 }, secret: { clientSecret } }
  }
  if (!clientAlgorithms.includes(algorithm)) {
    throw new ArgumentError(`algorithm must be one of ${clientAlgorithms.join(', ')}.`)
  }
  const { privateKey, publicKey } = generateKey(algorithm)
  const kid = Buffer.from(core.randomBytes(12)).toString('base64url')
  const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), alg: algorithm, kid })
  const { kty = '' } = publicKey.export({ format: 'jwk' })
  return {
    authenticates: { method: 'private_key_jwt', keys: [{ ...jwk(publicKey), use: 'sig' }] },
    secret: { privateKey: { ...jwk(privateKey), kty } },
  }
}

/** For contact disclosures; never one that signs. */
function makeEncryptionKey(core: Core): { publicKey: Jwk; privateKey: PrivateJwk } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = Buffer.from(core.randomBytes(12)).toString('base64url')
  const more = { alg: 'ECDH-ES+A256KW', kid, use: 'enc' }
  const { kty = '' } = publicKey.export({ format: 'jwk' })
  return {
    publicKey: { ...publicKey.export({ format: 'jwk' }), ...more },
    privateKey: { ...privateKey.export({ format: 'jwk' }), kty, ...more },
  }
}

function generateKey(algorithm: ClientAlgorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    case 'Ed25519':
      return generateKeyPairSync('ed25519')
    default:
      return generateKeyPairSync('rsa', { modulusLength: 2048 })
  }
}
