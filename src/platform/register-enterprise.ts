/** A company joins: its services, and an OAuth client with a key or a secret made here. */
import { type Scope, type Service, scopes, serviceTypes } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { checkOptionalText, checkText } from './check-text.js'
import type { Core } from './core.js'
import { type ClientAlgorithm, makeCredential, makeEncryptionKey, type PrivateJwk } from './credentials.js'
import { listEnterprise } from './directory.js'
import type { Enterprise, Service as ServiceRecord } from './state.js'

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
  /** What people call it; for the directory. */
  readonly aliases?: readonly string[] | undefined
  /** Of its name in Pinyin; from the name when left out. */
  readonly initials?: string | undefined
  /** Phones and addresses that the company publishes: in an answer they are never taken for personal data. */
  readonly publicContacts?: readonly string[] | undefined
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
  if (typeof input !== 'object' || input === null) {
    throw new ArgumentError("registerEnterprise takes the company: give for example { name: '示例网络' }.")
  }
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
  const aliases = input.aliases?.map((alias) => checkText('aliases', alias, 1, 100))
  const { initials } = input
  if (initials !== undefined && !/^[A-Z0-9]{1,100}$/.test(initials)) {
    throw new ArgumentError('initials must be 1–100 of A–Z and 0–9, such as SLWL for 示例网络.')
  }
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
  listEnterprise(core, enterprise, { aliases, initials })
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
