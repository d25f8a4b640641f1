import { assertType, describe, expectTypeOf, it } from 'vitest'
import type {
  BodyOf,
  Complaint,
  EventOf,
  ParamsOf,
  QueryOf,
  ResponseInput,
  ResultOf,
  RouteOf,
  TousuEvent,
} from '../../src/contract/index.js'

describe('types of the contract', () => {
  it('lets a switch on the type narrow an event, unknown ones included', () => {
    const read = (event: TousuEvent) => {
      switch (event.type) {
        case 'complaint.rated':
          return expectTypeOf(event.data.rating.score).toEqualTypeOf<number>()
        case 'complaint.overdue':
          return expectTypeOf(event.data.dueDate).toEqualTypeOf<string>()
        case 'unknown':
          expectTypeOf(event.originalType).toEqualTypeOf<string>()
          return expectTypeOf(event.data).toEqualTypeOf<unknown>()
        default:
          return undefined
      }
    }
    assertType(read)
    expectTypeOf<EventOf<'complaint.assigned'>['data']['complaint']['id']>().toEqualTypeOf<string>()
  })

  it('knows the values of an enum and takes others', () => {
    assertType<Complaint['status']>('assigned')
    assertType<Complaint['status']>('parked')
    expectTypeOf<Extract<Complaint['status'], 'assigned'>>().toEqualTypeOf<'assigned'>()
  })

  it('refuses a misspelt member of what is read, and of what is written', () => {
    // @ts-expect-error there is no member `titel`
    expectTypeOf<Complaint['titel']>()
    // @ts-expect-error there is no member `statment`
    assertType<ResponseInput>({ type: 'interim', statement: '处理中，请耐心等待。', statment: '' })
    // @ts-expect-error enums that are written are closed
    assertType<ResponseInput>({ type: 'last', statement: '处理中，请耐心等待。' })
  })

  it('derives parameters, filters, bodies and answers from the route table', () => {
    expectTypeOf<ParamsOf<RouteOf<'downloadEvidence'>>>().toEqualTypeOf<{ id: string; evidenceId: string }>()
    expectTypeOf<ResultOf<RouteOf<'retrieveComplaint'>>>().toEqualTypeOf<Complaint>()
    expectTypeOf<BodyOf<RouteOf<'respondToComplaint'>>>().toEqualTypeOf<ResponseInput>()
    expectTypeOf<BodyOf<RouteOf<'acknowledgeComplaint'>>>().toEqualTypeOf<undefined>()
    expectTypeOf<QueryOf<RouteOf<'retrieveComplaint'>>>().toEqualTypeOf<undefined>()
    assertType<QueryOf<RouteOf<'listComplaints'>>>({ status: 'assigned', overdue: true, limit: 5 })
    // @ts-expect-error filters are typed
    assertType<QueryOf<RouteOf<'listComplaints'>>>({ overdue: 'yes' })
  })
})
