/** A member of the platform's staff gets an OAuth client for `/operator/v1`. */
import { type OperatorRole, type OperatorScope, operatorRoles } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import type { Core } from './core.js'
import { type ClientAlgorithm, type ClientSecret, makeCredential } from './credentials.js'

export interface OperatorInput {
  /** What it may do: `reviewer`, `analyst`, or `administrator`, which is all of it. */
  readonly role: OperatorRole
  readonly authentication?: 'private_key_jwt' | 'client_secret_basic' | undefined
  /** Of the key that is made, ES256 by default. */
  readonly algorithm?: ClientAlgorithm | undefined
}

interface Registered {
  readonly clientId: string
  readonly role: OperatorRole
  readonly scopes: readonly OperatorScope[]
}
export type OperatorWithKey = Registered & Extract<ClientSecret, { privateKey: unknown }>
export type OperatorWithSecret = Registered & Extract<ClientSecret, { clientSecret: unknown }>
export type RegisteredOperator = OperatorWithKey | OperatorWithSecret

/** @throws ArgumentError a member is wrong; nobody is registered then */
export function registerOperator(core: Core, input: OperatorInput): RegisteredOperator {
  const { role, authentication = 'private_key_jwt', algorithm = 'ES256' } = input
  const scopes = scopesOf(role)
  const { authenticates, secret } = makeCredential(core, authentication, algorithm)
  const clientId = `operator_${core.ids.next('opr').slice(4)}`
  core.state.clients.set(clientId, {
    id: clientId,
    enterpriseId: null,
    scopes,
    authentication: authenticates,
  })
  return { clientId, role, scopes, ...secret }
}

/** @throws ArgumentError not a role */
export function scopesOf(role: OperatorRole): readonly OperatorScope[] {
  if (!Object.hasOwn(operatorRoles, role)) {
    throw new ArgumentError(`role must be one of ${Object.keys(operatorRoles).join(', ')}.`)
  }
  return operatorRoles[role]
}
