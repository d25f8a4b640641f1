import { assertType, describe, expectTypeOf, it } from 'vitest'
import type { UnknownEvent } from '../../src/contract/index.js'
import {
  createReceiver,
  type ReceiverOptions,
  signWebhook,
  verifySignature,
  verifyWebhook,
  type WebhookVerificationReason,
} from '../../src/webhooks/index.js'

const delivery = { body: '{}', headers: {}, secrets: 'whsec_…' }

describe('types of tousu/webhooks', () => {
  it('makes a forgotten await of verifySignature an error', () => {
    const forgotten = () => {
      const verified = verifySignature(delivery)
      // @ts-expect-error a promise has no text: await is missing
      return JSON.parse(verified.text)
    }
    const destructured = () => {
      // @ts-expect-error a promise has none of these: await is missing
      const { id, timestamp, text } = verifySignature(delivery)
      return [id, timestamp, text]
    }
    assertType([forgotten, destructured])
    expectTypeOf(verifySignature).returns.resolves.toEqualTypeOf<{
      readonly id: string
      readonly timestamp: Date
      readonly text: string
    }>()
  })

  it('lets a switch on the type narrow what verifyWebhook resolves to', () => {
    const read = async () => {
      const event = await verifyWebhook(delivery)
      switch (event.type) {
        case 'complaint.assigned':
          return expectTypeOf(event.data.complaint.number).toEqualTypeOf<string>()
        case 'complaint.closed':
          return expectTypeOf(event.data.reason).toEqualTypeOf<string>()
        case 'unknown':
          return expectTypeOf(event).toEqualTypeOf<UnknownEvent>()
        // @ts-expect-error there is no such type of event
        case 'complaint.asigned':
          return undefined
        default:
          // @ts-expect-error not every event has a rating
          return event.data.rating
      }
    }
    assertType(read)
  })

  it('gives each handler the event of its type, and onUnknown the unknown one', () => {
    createReceiver({
      secrets: () => Promise.resolve(['whsec_…']),
      on: {
        'complaint.rated': (event, context) => {
          expectTypeOf(event.data.rating.score).toEqualTypeOf<number>()
          expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>()
        },
        'complaint.overdue': [async (event) => void event.data.dueDate, (event) => event.complaintSequence],
      },
      onUnknown: (event) => expectTypeOf(event.originalType).toEqualTypeOf<string>(),
    })
    // @ts-expect-error there is no such type of event
    assertType<ReceiverOptions>({ secrets: 'whsec_…', on: { 'complaint.asigned': () => {} } })
    // @ts-expect-error there is no option `secret`
    assertType<ReceiverOptions>({ secret: 'whsec_…', on: {} })
  })

  it('signs to a plain object of the three headers', () => {
    expectTypeOf(signWebhook).returns.resolves.toHaveProperty('webhook-signature').toEqualTypeOf<string>()
    // @ts-expect-error the timestamp is a Date
    assertType(() => signWebhook({ id: 'evt_1', timestamp: 1_790_000_000, body: '{}', secret: 'whsec_…' }))
  })

  it('has a closed list of reasons', () => {
    assertType<WebhookVerificationReason>('timestamp_too_old')
    // @ts-expect-error there is no such reason
    assertType<WebhookVerificationReason>('too_old')
  })
})
