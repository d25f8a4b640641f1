/** What an operation is given, and what it answers. One operation for each route of the table. */
import type { Locale } from '../../contract/field-errors.js'
import type { ParamsOf, QueryOf, ResultOf, ValidBodyOf } from '../../contract/route.js'
import type { RouteName, RouteOf } from '../../contract/routes.js'
import type { Control } from '../control/control.js'
import type { Core } from '../core.js'
import type { Deliveries } from '../deliveries/deliveries.js'
import type { OAuthServer } from '../oauth/index.js'
import { RefusalError } from '../refusal.js'
import type { AccountRecord, Client, ComplaintRecord, EndpointRecord, Enterprise } from '../state.js'
import type { Cursors } from './cursor.js'
import type { Face, HeaderFields, PlatformResponse } from './message.js'

/** The parts of the platform that operations use. */
export interface Services {
  readonly core: Core
  readonly oauth: OAuthServer
  readonly deliveries: Deliveries
  readonly control: Control
  readonly cursors: Cursors
}

/** Who calls; the operations of routes without a scope never look. */
export interface Caller {
  /** Of the client or the account: for keys of idempotency and for logs. */
  readonly id: string
  readonly client: Client
  readonly enterprise: Enterprise
  readonly account: AccountRecord
}

/** Stands in where a route asks for no token; its operation never looks. */
export const nobody: Caller = {
  id: '',
  client: {
    id: '',
    enterpriseId: '',
    scopes: [],
    authentication: { method: 'client_secret_basic', secretSha256: '' },
  },
  enterprise: {
    id: '',
    name: '',
    publicContacts: [],
    connectedAt: 0,
    services: [],
    events: [],
    complaintIds: [],
    formerComplaintIds: [],
    endpointIds: [],
    disclosures: [],
    encryptionKeys: [],
  },
  account: {
    id: '',
    kind: 'guest',
    phone: '',
    createdAt: 0,
    identity: null,
    complaintIds: [],
    drafts: [],
    uploads: [],
  },
}

export interface Input<N extends RouteName> {
  readonly params: ParamsOf<RouteOf<N>>
  readonly query: QueryOf<RouteOf<N>>
  readonly body: ValidBodyOf<RouteOf<N>>
}

export interface Call<N extends RouteName> extends Services, Caller, Input<N> {
  readonly face: Face
  /** The address that the request came from; empty in process. */
  readonly source: string
  readonly headers: HeaderFields
  readonly locale: Locale
  /** `Tousu-Actor`. */
  readonly actor: string | null
  readonly idempotencyKey: string | null
  /** The body as it came. */
  readonly bytes: Uint8Array
  /** Wire time of this request, ms: off where a fault skews the clock. */
  readonly wireNow: number
}

/** JSON by the route's schema, bytes as a whole response, or nothing. */
export type Output<N extends RouteName> = RouteOf<N>['result'] extends { type: 'json' }
  ? ResultOf<RouteOf<N>>
  : RouteOf<N>['result'] extends { type: 'bytes' }
    ? PlatformResponse
    : undefined

export type Operation<N extends RouteName> = (call: Call<N>) => Output<N> | Promise<Output<N>>

export type Operations<N extends RouteName = RouteName> = { readonly [K in N]: Operation<K> }

/** @throws RefusalError not_found: unknown, or another company's; nobody can tell which */
export function findComplaint(
  { core, enterprise }: Pick<Call<RouteName>, 'core' | 'enterprise'>,
  id: string,
): ComplaintRecord {
  const record = core.state.complaints.get(id)
  if (record?.enterpriseId !== enterprise.id) throw new RefusalError('not_found')
  return record
}

/** @throws RefusalError not_found */
export function findEndpoint(
  { core, enterprise }: Pick<Call<RouteName>, 'core' | 'enterprise'>,
  id: string,
): EndpointRecord {
  const record = core.state.endpoints.get(id)
  if (record?.enterpriseId !== enterprise.id) throw new RefusalError('not_found')
  return record
}
