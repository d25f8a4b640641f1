/** What cases do with deliveries that arrived. */
import { pingResult, webhookEndpointWithSecret } from '../../contract/webhook-endpoint.js'
import { isTousuError } from '../../errors.js'
import { type VerifySignatureOptions, verifySignature } from '../../webhooks/verify-signature.js'
import { member } from '../answer.js'
import { Broken } from '../case.js'
import { read } from '../check.js'
import type { Company } from '../company.js'
import type { Delivery, Inbox } from '../inbox.js'

export const section = (rule: string) => `Events and webhooks: ${rule}`
export const isOf = (type: string, id?: string) => (delivery: Delivery) =>
  member(delivery.json, 'type') === type &&
  (id === undefined || member(member(member(delivery.json, 'data'), 'complaint'), 'id') === id)

export type Trust = Pick<VerifySignatureOptions, 'secrets' | 'publicKeys'>

export async function checkSigned(what: string, { headers, body }: Delivery, trust: Trust): Promise<void> {
  await verifySignature({ headers, body, ...trust }).catch((error: unknown) => {
    const reason = isTousuError(error) && 'reason' in error ? String(error.reason) : 'another error'
    throw new Broken(what, 'a signature that verifies', reason)
  })
}

export async function isSigned({ headers, body }: Delivery, trust: Trust): Promise<boolean> {
  return verifySignature({ headers, body, ...trust }).then(
    () => true,
    () => false,
  )
}

export async function ping(company: Company, endpointId: string, inbox: Inbox): Promise<Delivery> {
  const answer = await company.call('POST', `/v1/webhook-endpoints/${endpointId}/ping`)
  const { eventId } = read(answer, pingResult, 202)
  return inbox.wait('endpoint.ping', ({ json }) => member(json, 'id') === eventId)
}

export async function rotate(company: Company, endpointId: string, body: object) {
  const answer = await company.call('POST', `/v1/webhook-endpoints/${endpointId}/secret-rotation`, { body })
  return read(answer, webhookEndpointWithSecret).secret
}
