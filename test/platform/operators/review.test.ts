import { describe, expect, it } from 'vitest'
import { because, setUp } from './setup.js'

describe('manual review', () => {
  it('keeps a filing from the company until an operator accepts it', async () => {
    const { operator, enterprise, file, call, consumer } = await setUp()
    const { complaintId, number } = await file()
    expect((await call('GET', `/v1/complaints/${complaintId}`)).status).toBe(404)
    expect((await call('GET', '/v1/events')).json).toMatchObject({ items: [] })
    expect(await operator.reviewQueue()).toMatchObject([
      {
        id: complaintId,
        number,
        stage: 'review',
        addressee: { id: enterprise.id, name: '示例网络' },
        enterprise: null,
        complainant: { name: '张**', phone: '100********' },
        deadline: null,
      },
    ])

    const accepted = await operator.accept(complaintId)
    expect(accepted).toMatchObject({
      stage: 'company',
      enterprise: { id: enterprise.id },
      deadline: { dueDate: '2026-10-15' },
      history: [
        { act: 'filed', role: 'person' },
        { act: 'assigned', role: 'operator', actor: 'op-7' },
      ],
    })
    expect(await operator.reviewQueue()).toEqual([])
    expect((await call('GET', `/v1/complaints/${complaintId}`)).json).toMatchObject({
      status: 'assigned',
      complainant: { reference: expect.stringMatching(/^ref_/) },
    })
    expect((await call('GET', '/v1/events')).json).toMatchObject({ items: [{ type: 'complaint.assigned' }] })
    expect(await consumer.retrieve(complaintId)).toMatchObject({ dueDate: '2026-10-15' })
    expect(await operator.audit()).toMatchObject([
      {
        at: '2026-09-24T09:00:00+08:00',
        clientId: null,
        actor: 'op-7',
        act: 'complaint.accepted',
        target: complaintId,
        note: null,
      },
    ])
    await expect(operator.accept(complaintId, because)).rejects.toThrow('not_in_review')
  })
})
