/** A program of a user, compiled against the packed declarations by the oldest and the newest TypeScript. */
import {
  type Complaint,
  isTousuError,
  type ResponseInput,
  RevisionConflictError,
  TousuClient,
  verifyReceipt,
} from 'tousu'
import { addWorkingDays, createCalendar, type Deadline, deadlineOf, loadYear } from 'tousu/calendar'
import { label, type RouteName, routes } from 'tousu/contract'
import { expressReceiver } from 'tousu/express'
import { createPlatform } from 'tousu/platform'
import {
  createReceiver,
  remoteKeys,
  signWebhook,
  verifySignature,
  verifyWebhook,
  WebhookVerificationError,
} from 'tousu/webhooks'

const due: string = addWorkingDays('2026-09-24', 10)
const deadline: Deadline = deadlineOf(due, { calendarDays: 15 })
const name: RouteName = 'listComplaints'
export const shown = [
  label('status', 'assigned', 'zh'),
  routes[name].path,
  deadline.days[0]?.reason.zh,
  createCalendar,
  loadYear,
]

const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1 })
const enterprise = await platform.registerEnterprise({
  name: '示例网络',
  authentication: 'private_key_jwt',
})
const client = new TousuClient({
  baseUrl: platform.url,
  clientId: enterprise.clientId,
  privateKey: enterprise.privateKey,
  dispatcher: platform.dispatcher,
})

const answer: ResponseInput = { type: 'final', outcome: 'resolved', statement: '您好，款项已原路退回。' }
for await (const complaint of client.complaints.list({ status: ['assigned'] })) {
  const status: Complaint['status'] = complaint.status
  // A platform may have more states than this version knows.
  if (status === 'parked') continue
  // @ts-expect-error there is no member `titel`
  complaint.titel
  try {
    const { response, receipt } = await client.complaints.respond(complaint, answer, {
      ifRevision: complaint.revision,
    })
    await verifyReceipt({ receipt, response, keys: await client.receipts.keys() })
  } catch (error) {
    if (error instanceof RevisionConflictError) console.log(error.requestId)
    else if (isTousuError(error)) console.log(error.code)
  }
}
// @ts-expect-error there is no member `outcom`
export const misspelt: ResponseInput = { ...answer, outcom: 'resolved' }
// @ts-expect-error enums that are written are closed
export const unknownType: ResponseInput = { ...answer, type: 'last' }

const delivery = { body: '{}', headers: new Headers(), secrets: 'whsec_…' }
// @ts-expect-error await is missing
verifySignature(delivery).text
const event = await verifyWebhook(delivery)
switch (event.type) {
  case 'complaint.rated': {
    const score: number = event.data.rating.score
    console.log(score)
    break
  }
  case 'unknown': {
    const data: unknown = event.data
    console.log(event.originalType, data)
    break
  }
  default:
}

const receiver = createReceiver({
  publicKeys: remoteKeys('https://platform.example/v1/webhook-endpoints/whe_1/jwks.json'),
  on: { 'complaint.assigned': (assigned) => console.log(assigned.data.complaint.number) },
})
export const handlers = [expressReceiver(receiver), receiver.fetch, signWebhook, WebhookVerificationError]
