import { assertType, describe, expectTypeOf, it } from 'vitest'
import {
  type Complaint,
  type ComplaintFilters,
  type ComplaintPage,
  type ContactDisclosureEntry,
  isTousuError,
  type ResponseDraft,
  type TousuClient,
  type TousuClientOptions,
  type TousuErrorCode,
  type WebhookEndpointInput,
} from '../../src/index.js'

declare const client: TousuClient
const statement = '您好，退款已于今日原路退回，请留意到账通知。'

describe('types of tousu', () => {
  it('lists one page when awaited and every complaint when iterated', () => {
    const read = async () => {
      const list = client.complaints.list({ status: ['assigned', 'in_progress'], sort: 'id' })
      expectTypeOf(await list).toEqualTypeOf<ComplaintPage>()
      for await (const complaint of list) expectTypeOf(complaint).toEqualTypeOf<Complaint>()
      for await (const page of list.pages()) expectTypeOf(page.nextCursor).toEqualTypeOf<string | null>()
    }
    assertType(read)
  })

  it('refuses misspelt filters, members and values of what is written', () => {
    // @ts-expect-error there is no filter `state`
    assertType<ComplaintFilters>({ state: 'assigned' })
    // @ts-expect-error filters are written, so their values are closed
    assertType<ComplaintFilters>({ status: 'parked' })
    // @ts-expect-error there is no member `secret`
    assertType<WebhookEndpointInput>({ url: 'https://company.example/hooks', secret: 'whsec_…' })
    // @ts-expect-error there is no member `outcom`
    assertType(() => client.complaints.respond('cmp_1', { type: 'final', outcom: 'resolved', statement }))
    // @ts-expect-error there is no option `ifMatch`
    assertType(() => client.complaints.acknowledge('cmp_1', { ifMatch: 7 }))
    // @ts-expect-error metadata are strings, or null to remove one
    assertType(() => client.complaints.update('cmp_1', { metadata: { ticket: 7 } }))
    assertType(() => client.complaints.update('cmp_1', { metadata: { ticket: null } }))
  })

  it('discloses a contact into the fields that there are, and reads its log like the feed', () => {
    const read = async () => {
      const { fields } = await client.complaints.discloseContact('cmp_1', {
        fields: ['name'],
        purpose: 'contact',
      })
      expectTypeOf(fields.name).toEqualTypeOf<string | undefined>()
      // @ts-expect-error there is no field `address`
      assertType(fields.address)
      // @ts-expect-error nor can it be asked for
      await client.complaints.discloseContact('cmp_1', { fields: ['address'], purpose: 'contact' })
      for await (const entry of client.contactDisclosures.list({ limit: 10 })) {
        expectTypeOf(entry).toEqualTypeOf<ContactDisclosureEntry>()
      }
      // @ts-expect-error the log is read by `after`, not by a cursor
      assertType(client.contactDisclosures.list({ cursor: 'a' }))
      expectTypeOf(await client.complaints.retrieveDraft('cmp_1')).toEqualTypeOf<ResponseDraft>()
      expectTypeOf(await client.complaints.deleteDraft('cmp_1')).toEqualTypeOf<void>()
    }
    assertType(read)
  })

  it('makes a forgotten await an error', () => {
    const forgotten = () => {
      const answer = client.complaints.respond('cmp_1', { type: 'interim', statement })
      // @ts-expect-error a promise has no receipt: await is missing
      return answer.receipt
    }
    assertType(forgotten)
  })

  it('answers a download by where it goes', () => {
    const read = async () => {
      const saved = await client.complaints.downloadEvidence('cmp_1', 'evd_1', { to: 'evidence' })
      expectTypeOf(saved.path).toEqualTypeOf<string>()
      const opened = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
      expectTypeOf(await opened.arrayBuffer()).toEqualTypeOf<ArrayBuffer>()
      // @ts-expect-error what is not saved has no path
      return opened.path
    }
    assertType(read)
  })

  it('narrows an unknown error, whose code is one of ours', () => {
    const read = (error: unknown) => {
      if (!isTousuError(error)) return undefined
      expectTypeOf(error.code).toEqualTypeOf<TousuErrorCode>()
      expectTypeOf(error.problem?.code).toEqualTypeOf<string | undefined>()
      // @ts-expect-error there is no such code
      return error.code === 'rate_limit'
    }
    assertType(read)
  })

  it('knows its options', () => {
    assertType<TousuClientOptions>({ baseUrl: 'https://p.example', clientId: 'c', clientSecret: 's' })
    // @ts-expect-error there is no option `url`
    assertType<TousuClientOptions>({ url: 'https://p.example', clientId: 'c', clientSecret: 's' })
  })
})
