/** A platform on which everybody is who may come, and one company and one person whose things are looked for. */
import type { OperatorScope, Scope } from '../../../src/contract/enums.js'
import {
  type OperatorRole,
  operatorRoles,
  operatorScopes,
  type Route,
  scopes,
} from '../../../src/contract/index.js'
import { otherIdentity, setUp } from '../people/setup.js'
import { finalAnswer, getToken } from './setup.js'

export type CallerKind = 'company' | 'person' | 'operator' | 'control'

export interface Caller {
  readonly kind: CallerKind
  /** Null: comes without. */
  readonly token: string | null
  /** What the token is good for. */
  readonly scopes: readonly (Scope | OperatorScope)[]
  /** Whose things are asked for. */
  readonly isOwner: boolean
  /** The token has ended when it is sent. */
  readonly isLate: boolean
}

/** Ids of things that are somebody's, by the segment of a path that they follow. */
export type Things = Readonly<Record<string, string>>

export interface World {
  readonly own: Awaited<ReturnType<typeof setUp>>
  readonly callers: Readonly<Record<string, Caller>>
  /** The company whose things are asked for, with every scope but one. */
  readonly withoutScope: ReadonlyMap<Scope | OperatorScope, Caller>
  readonly things: Things
  /** What nobody else may read: ids, numbers, words and names of the company and the person. */
  readonly marks: Readonly<Record<string, string>>
}

const identity = { name: '司马明月', document: { type: 'id_card', number: '000000199001010018' } } as const
const words = '云端相册在续费后被清空'
const sheet = {
  body: Buffer.from('凭证'),
  headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
}

export async function createWorld(): Promise<World> {
  const own = await setUp({ codesPerPhone: 100, codesPerSource: 1_000 })
  const { platform, enterprise } = own
  const other = await platform.registerEnterprise({ name: '另一家网络' })
  const former = await platform.registerEnterprise({ name: '原先的网络' })
  const tokenOf = (company: typeof other, granted: readonly string[] = scopes) =>
    getToken(platform, company, granted.join(' '))
  const person = await own.register('10012345678', identity)

  /** First the former company's, then moved to the one whose it is. */
  const { complaintId, number } = await person.file({
    enterpriseId: former.id,
    title: words,
    description: `${words}，联系客服没有结果。`,
    evidence: [await person.upload()],
  })
  const formerToken = await tokenOf(former)
  const asFormer = (path: string, body: unknown) =>
    own.call('POST', `/v1/complaints/${complaintId}/${path}`, { token: formerToken, body })
  await asFormer('responses', { ...finalAnswer, type: 'interim', outcome: undefined })
  await platform
    .operator()
    .reassign(complaintId, { enterpriseId: enterprise.id, note: '该服务由另一家公司运营。' })

  const token = await tokenOf(enterprise)
  const asOwner = (method: string, path: string, options: object = {}) =>
    own.call(method, path, { token, ...options })
  const url = 'https://company.example/hooks/own'
  platform.connect(url, () => new Response(null, { status: 204 }))
  const endpoint = await asOwner('POST', '/v1/webhook-endpoints', { body: { url } })
  const ping = await asOwner('POST', `/v1/webhook-endpoints/${endpoint.json['id']}/ping`)
  const attachment = await asOwner('POST', '/v1/attachments', sheet)
  const answer = { ...finalAnswer, attachments: [attachment.json['id']] }
  await asOwner('POST', `/v1/complaints/${complaintId}/responses`, { body: answer })
  await asOwner('PUT', `/v1/complaints/${complaintId}/draft`, { body: { statement: words } })
  const wanted = { fields: ['phone'], purpose: 'contact' }
  const disclosed = await asOwner('POST', `/v1/complaints/${complaintId}/contact-disclosures`, {
    body: wanted,
  })
  const shown = await person.call('GET', `/complaints/${complaintId}`)
  const draft = await person.call('POST', '/drafts', { body: { title: words } })
  await platform.clock.advance({ seconds: 0 })

  const idOf = (value: unknown) => String(Object(value).id)
  const evidence = idOf(Object(shown.json['evidence'])[0])
  const upload = await person.upload()
  const things = {
    complaints: complaintId,
    'webhook-endpoints': idOf(endpoint.json),
    'webhook-deliveries': String(ping.json['deliveryId']),
    drafts: idOf(draft.json),
    evidence: upload,
    evidenceId: evidence,
    attachmentId: idOf(attachment.json),
    enterprises: enterprise.id,
  }

  const caller = (kind: CallerKind, given: string | null, more: Partial<Caller> = {}): Caller => ({
    kind,
    token: given,
    scopes: kind === 'company' ? scopes : kind === 'operator' ? operatorScopes : [],
    isOwner: false,
    isLate: false,
    ...more,
  })
  const operator = async (role: OperatorRole) => getToken(platform, await platform.registerOperator({ role }))
  const administrator = await operator('administrator')
  const bystander = await own.register('10087654321', otherIdentity)
  const guest = await own.visit('10011112222', otherIdentity)
  const narrow = await Promise.all(
    scopes.map(async (missing) => {
      const granted = scopes.filter((scope) => scope !== missing)
      const token = await tokenOf(enterprise, granted)
      return [missing, caller('company', token, { scopes: granted, isOwner: true })] as const
    }),
  )
  const callers = {
    nobody: caller('company', null),
    'the company': caller('company', token, { isOwner: true }),
    'the company, with a token that has ended': caller('company', token, { isOwner: true, isLate: true }),
    'another company': caller('company', await tokenOf(other)),
    'the former company': caller('company', formerToken),
    'the person': caller('person', person.token, { isOwner: true }),
    'the person, with a session that has ended': caller('person', person.token, {
      isOwner: true,
      isLate: true,
    }),
    'another person': caller('person', bystander.token),
    'a guest': caller('person', guest.token),
    'a guest, with a session that has ended': caller('person', guest.token, { isLate: true }),
    'a reviewer': caller('operator', await operator('reviewer'), { scopes: operatorRoles.reviewer }),
    'an analyst': caller('operator', await operator('analyst'), { scopes: operatorRoles.analyst }),
    'an administrator': caller('operator', administrator),
    'an administrator, with a token that has ended': caller('operator', administrator, { isLate: true }),
    'whoever controls the simulation': caller('control', platform.controlToken),
  }
  return {
    own,
    callers,
    withoutScope: new Map(narrow),
    things,
    marks: {
      complaint: complaintId,
      number,
      words,
      name: identity.name,
      'masked name': '司马**',
      phone: '10012345678',
      document: identity.document.number,
      'file name': '张小明的扣款',
      endpoint: things['webhook-endpoints'],
      url,
      secret: String(endpoint.json['secret']),
      delivery: things['webhook-deliveries'],
      draft: things.drafts,
      upload,
      evidence,
      attachment: things.attachmentId,
      disclosure: String(disclosed.json['disclosureId']),
    },
  }
}

/** Who a route is for: its data say. */
export function faceOf({ caller, scope }: Route): CallerKind | 'anybody' {
  if (caller) return caller
  if (scope === null) return 'anybody'
  return operatorScopes.some((each) => each === scope) ? 'operator' : 'company'
}

/** Whether a path names a thing that is one company's or one person's. */
export const isOfOne = (route: Route): boolean =>
  route.params !== undefined &&
  'id' in route.params.shape &&
  (faceOf(route) === 'company' || faceOf(route) === 'person')

/** A path to the things of the company and the person, with all that the route may tell of them. */
export function pathTo({ path, query }: Route, things: Things): string {
  const full = query && 'content' in query.shape ? '?content=full' : ''
  const filled = path.replace(/([^/]+)\/\{(\w+)\}/g, (_, segment: string, name: string) => {
    const known: Record<string, string | undefined> = { year: '2026', quarter: '2026Q2' }
    return `${segment}/${(name === 'id' ? things[segment] : things[name]) ?? known[name] ?? 'unknown'}`
  })
  return filled + full
}

/** Nothing in it, of the kind that the route takes. */
export function emptyBodyOf({ body }: Route): {
  readonly body?: unknown
  readonly headers?: Record<string, string>
} {
  if (body?.type === 'bytes') return sheet
  if (body?.type === 'json') return { body: {} }
  return body ? { body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {}
}
