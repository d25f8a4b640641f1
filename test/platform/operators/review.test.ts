import { describe, expect, it } from 'vitest'
import { note, setUp } from './setup.js'

const contestation = { reason: 'not_our_service', statement: '该服务由另一家公司运营，与我司无关。' }

describe('a filing in review', () => {
  it('is kept from the company until an operator accepts it', async () => {
    const { operator, enterprise, file, companySees, personReads, lastEntry } = await setUp()
    const { complaintId, number } = await file()
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404, events: [] })
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

    const accepted = await operator.accept(complaintId, { note })
    expect(accepted).toMatchObject({
      stage: 'company',
      enterprise: { id: enterprise.id },
      deadline: { dueDate: '2026-10-15' },
      history: [
        { act: 'filed', role: 'person' },
        { act: 'assigned', role: 'operator', actor: 'op-7', note },
      ],
    })
    expect(await operator.reviewQueue()).toEqual([])
    expect(await companySees(enterprise, complaintId)).toMatchObject({
      complaint: { status: 'assigned', complainant: { reference: expect.stringMatching(/^ref_/) } },
      events: ['complaint.assigned'],
    })
    expect(await personReads(complaintId)).toMatchObject({ act: 'assigned', role: 'operator', note })
    expect(await lastEntry()).toMatchObject({
      at: '2026-09-24T09:00:00+08:00',
      clientId: null,
      actor: 'op-7',
      act: 'complaint.accepted',
      target: complaintId,
      note,
    })
    await expect(operator.accept(complaintId)).rejects.toThrow('not_in_review')
  })

  it('is returned for a supplement, which brings it back', async () => {
    const { operator, enterprise, file, consumer, companySees, personReads } = await setUp()
    const { complaintId } = await file()
    const asked = '请补充扣款短信或账单的截图。'
    expect(await operator.returnForSupplement(complaintId, { note: asked })).toMatchObject({
      stage: 'returned',
    })
    expect(await operator.reviewQueue()).toEqual([])
    expect(await personReads(complaintId)).toMatchObject({ act: 'returned', note: asked })
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404, events: [] })
    await consumer.supplement(complaintId, { text: '扣款短信如附件所示。' })
    expect(await operator.reviewQueue()).toMatchObject([{ id: complaintId, supplements: [{}] }])
  })

  it('is refused with a reason that the person reads', async () => {
    const { operator, enterprise, file, consumer, companySees } = await setUp()
    const { complaintId } = await file()
    const reason = '该事项属于价格争议，不在受理范围内。'
    expect(await operator.refuse(complaintId, { note: reason })).toMatchObject({ stage: 'refused' })
    expect(await consumer.retrieve(complaintId)).toMatchObject({
      stage: 'refused',
      status: 'closed',
      closure: { reason: 'out_of_scope' },
    })
    expect(await consumer.history(complaintId)).toContainEqual(
      expect.objectContaining({ act: 'refused', note: reason }),
    )
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404, events: [] })
  })

  it('goes to another company than the person named, without the service of the first', async () => {
    const { operator, enterprise, other, file, companySees, consumer } = await setUp()
    const { complaintId } = await file({ serviceId: enterprise.services[0]?.id })
    expect((await operator.retrieve(complaintId)).service).toMatchObject({ name: '示例视频' })
    expect(await operator.accept(complaintId, { enterpriseId: other.id })).toMatchObject({ service: null })
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404, events: [] })
    expect(await companySees(other, complaintId)).toMatchObject({ status: 200, complaint: { service: null } })
    expect(await consumer.retrieve(complaintId)).toMatchObject({ enterpriseName: '另一家网络' })
  })

  it('about a company that is not connected needs one to be named, or is forwarded offline', async () => {
    const { operator, other, consumer, personReads } = await setUp()
    const filing = {
      companyName: '未接入平台的公司',
      title: '无法注销账号',
      description: '多次申请注销账号均无人处理。',
      category: '其他',
    }
    const [one, two] = [await consumer.file(filing), await consumer.file(filing)]
    expect(await operator.reviewQueue()).toMatchObject([
      { addressee: { id: null, name: '未接入平台的公司' } },
      {},
    ])
    await expect(operator.accept(one.complaintId)).rejects.toMatchObject({
      reason: 'validation_failed',
      details: { errors: [{ pointer: '/enterpriseId', code: 'company_required' }] },
    })
    await operator.forwardOffline(one.complaintId, { note })
    expect(await personReads(one.complaintId)).toMatchObject({ act: 'forwarded_offline', note })
    expect(await consumer.retrieve(one.complaintId)).toMatchObject({ stage: 'offline', dueDate: null })
    expect(await operator.accept(two.complaintId, { enterpriseId: other.id })).toMatchObject({
      enterprise: { name: '另一家网络' },
    })
  })
})

describe('a report', () => {
  it('reaches the company as a clue, and nobody learns who reported', async () => {
    const { operator, enterprise, file, companySees, ask } = await setUp()
    const { complaintId } = await file({ kind: 'report' })
    expect(await operator.retrieve(complaintId)).toMatchObject({ kind: 'report', complainant: null })
    await operator.passOn(complaintId, { to: 'company', note })
    const seen = await companySees(enterprise, complaintId)
    expect(seen).toMatchObject({
      complaint: { kind: 'report', complainant: null, deadline: null },
      events: ['complaint.assigned'],
    })
    expect(seen.text).not.toContain('100****')
    await ask(enterprise, complaintId, 'responses', {
      type: 'final',
      outcome: 'explained',
      statement: '线索已核查，违规内容已下架。',
    })
    // The answer to a clue stands for the operator alone.
    expect((await operator.retrieve(complaintId)).responses).toMatchObject([{ type: 'final' }])
  })

  it.each(['12377', '12321'] as const)('is passed on to %s, and the person reads so', async (to) => {
    const { operator, enterprise, file, companySees, personReads } = await setUp()
    const { complaintId } = await file({ kind: 'report' })
    expect(await operator.passOn(complaintId, { to, note })).toMatchObject({ stage: 'offline' })
    expect(await personReads(complaintId)).toMatchObject({
      act: `passed_to_${to}`,
      text: expect.stringContaining(to),
      note,
    })
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404, events: [] })
  })

  it('is not what a complaint is', async () => {
    const { operator, other, file } = await setUp()
    const { complaintId } = await file()
    await expect(operator.passOn(complaintId, { to: '12377', note })).rejects.toThrow('not_a_report')
    const { complaintId: reportId } = await file({ kind: 'report' })
    await expect(
      operator.passOn(reportId, { to: '12377', enterpriseId: other.id, note }),
    ).rejects.toMatchObject({ details: { errors: [{ code: 'only_for_company' }] } })
  })
})

describe('a complaint at a company', () => {
  it('is moved to another company, with a new period; the former one hears of it once more', async () => {
    const { operator, platform, enterprise, other, fileAccepted, companySees, personReads } = await setUp()
    const { complaintId } = await fileAccepted()
    await platform.clock.advance({ workingDays: 2 })
    expect(await operator.reassign(complaintId, { enterpriseId: other.id, note })).toMatchObject({
      enterprise: { id: other.id },
      deadline: { dueDate: '2026-10-19', remainingWorkingDays: 10 },
    })
    expect(await companySees(enterprise, complaintId)).toMatchObject({
      status: 404,
      events: ['complaint.assigned', 'complaint.reassigned'],
    })
    expect(await companySees(other, complaintId)).toMatchObject({ events: ['complaint.assigned'] })
    expect(await personReads(complaintId)).toMatchObject({ act: 'assigned' })
    await expect(operator.reassign(complaintId, { enterpriseId: other.id, note })).rejects.toThrow(
      'not_assigned',
    )
  })

  it('is closed as a duplicate of one that goes on', async () => {
    const { operator, enterprise, fileAccepted, companySees, consumer } = await setUp()
    const [first, second] = [await fileAccepted(), await fileAccepted()]
    for (const of of [second.complaintId, 'cmp_unknown']) {
      await expect(operator.markDuplicate(second.complaintId, { of, note })).rejects.toMatchObject({
        details: { errors: [{ pointer: '/of' }] },
      })
    }
    await operator.markDuplicate(second.complaintId, { of: first.complaintId, note })
    expect(await companySees(enterprise, second.complaintId)).toMatchObject({
      complaint: {
        status: 'closed',
        closure: { reason: 'duplicate' },
        relatedComplaints: [{ id: first.complaintId }],
      },
      events: ['complaint.assigned', 'complaint.closed'],
    })
    expect(await consumer.retrieve(first.complaintId)).toMatchObject({ status: 'assigned' })
    await expect(operator.markDuplicate(second.complaintId, { of: first.complaintId, note })).rejects.toThrow(
      'complaint_closed',
    )
  })

  it('is given back: refused nothing moves, upheld it goes on elsewhere', async () => {
    const { operator, enterprise, other, fileAccepted, ask, companySees, personReads } = await setUp()
    const [kept, moved, back] = [await fileAccepted(), await fileAccepted(), await fileAccepted()]
    for (const { complaintId } of [kept, moved, back]) {
      await ask(enterprise, complaintId, 'contestations', contestation)
    }
    expect((await operator.reviewQueue({ pending: 'contestation' })).map(({ id }) => id)).toEqual(
      [kept, moved, back].map(({ complaintId }) => complaintId),
    )
    await operator.decideContestation(kept.complaintId, { decision: 'refused', note })
    expect(await companySees(enterprise, kept.complaintId)).toMatchObject({
      complaint: { contestation: { status: 'refused', note }, deadline: { dueDate: '2026-10-15' } },
      events: ['complaint.assigned', 'contestation.decided'],
    })
    expect(await personReads(kept.complaintId)).toMatchObject({ act: 'contestation_refused', note })

    await operator.decideContestation(moved.complaintId, {
      decision: 'upheld',
      enterpriseId: other.id,
      note,
    })
    expect(await companySees(enterprise, moved.complaintId)).toMatchObject({
      status: 404,
      events: ['complaint.assigned', 'contestation.decided', 'complaint.reassigned'],
    })
    expect(await companySees(other, moved.complaintId)).toMatchObject({ status: 200 })

    expect(await operator.decideContestation(back.complaintId, { decision: 'upheld', note })).toMatchObject({
      stage: 'review',
      enterprise: null,
    })
    expect((await operator.reviewQueue()).map(({ id }) => id)).toEqual([back.complaintId])
    await expect(operator.decideContestation(back.complaintId, { decision: 'upheld', note })).rejects.toThrow(
      'nothing_pending',
    )
  })

  it('names no company where a contestation is refused', async () => {
    const { operator, other, enterprise, fileAccepted, ask } = await setUp()
    const { complaintId } = await fileAccepted()
    await ask(enterprise, complaintId, 'contestations', contestation)
    await expect(
      operator.decideContestation(complaintId, { decision: 'refused', enterpriseId: other.id, note }),
    ).rejects.toMatchObject({ details: { errors: [{ code: 'only_for_upheld' }] } })
  })

  it.each([
    ['granted', '2026-10-20', ['extension.decided', 'complaint.deadline_changed']],
    ['refused', '2026-10-15', ['extension.decided']],
  ] as const)('gets more time or not: %s', async (decision, dueDate, events) => {
    const { operator, enterprise, fileAccepted, ask, companySees, consumer } = await setUp()
    const { complaintId } = await fileAccepted()
    await ask(enterprise, complaintId, 'extensions', { workingDays: 3, reason: '需向支付渠道核对账单。' })
    expect(await operator.reviewQueue()).toMatchObject([{ extension: { status: 'pending', workingDays: 3 } }])
    expect(await operator.decideExtension(complaintId, { decision, note })).toMatchObject({
      extension: { status: decision, note },
      deadline: { dueDate },
    })
    expect(await companySees(enterprise, complaintId)).toMatchObject({
      events: ['complaint.assigned', ...events],
      complaint: { extension: { note }, deadline: { dueDate } },
    })
    expect(await consumer.retrieve(complaintId)).toMatchObject({ dueDate })
    expect(await consumer.history(complaintId)).toContainEqual(
      expect.objectContaining({ act: `extension_${decision}`, note }),
    )
  })
})

describe('the queue', () => {
  it('is filtered by stage, kind, company and number, a page at a time', async () => {
    const { operator, enterprise, file, fileAccepted } = await setUp()
    const waiting = [await file(), await file({ kind: 'report' })]
    const accepted = await fileAccepted()
    const ids = async (filter?: Parameters<typeof operator.reviewQueue>[0]) =>
      (await operator.reviewQueue(filter)).map(({ id }) => id)
    expect(await ids()).toEqual(waiting.map(({ complaintId }) => complaintId))
    expect(await ids({ stage: 'company' })).toEqual([accepted.complaintId])
    expect(await ids({ stage: ['review', 'company'], kind: 'report' })).toEqual([waiting[1]?.complaintId])
    expect(await ids({ enterpriseId: enterprise.id })).toEqual([accepted.complaintId])
    expect(await ids({ number: waiting[0]?.number })).toEqual([waiting[0]?.complaintId])
    expect(await ids({ pending: 'extension' })).toEqual([])
  })
})

describe('the staff reference of an operator', () => {
  it('reaches neither the company nor the person', async () => {
    const { platform, call, consumer, enterprise, other, file, companySees } = await setUp()
    const operator = platform.operator({ actor: 'op-secret-9' })
    const { complaintId } = await file()
    await operator.accept(complaintId)
    await operator.reassign(complaintId, { enterpriseId: other.id, note })
    const seen = [
      (await call('GET', '/v1/events?content=full')).text,
      (await companySees(other, complaintId)).text,
      JSON.stringify([
        await consumer.retrieve(complaintId),
        await consumer.history(complaintId),
        await consumer.messages(),
      ]),
    ]
    expect(seen.join()).not.toContain('op-secret-9')
    expect(await companySees(enterprise, complaintId)).toMatchObject({ status: 404 })
  })

  it('is 1–64 visible ASCII characters', async () => {
    const { platform } = await setUp()
    for (const actor of ['', 'a b', '张三', 'x'.repeat(65)]) {
      expect(() => platform.operator({ actor })).toThrow('actor must be')
    }
    expect(platform.operator({ actor: 'x'.repeat(64) })).toBeDefined()
  })
})

describe('a note', () => {
  it.each([
    [9, false],
    [10, true],
    [1_000, true],
    [1_001, false],
  ])('of %i code points is taken: %s', async (length, isTaken) => {
    const { operator, file } = await setUp()
    const { complaintId } = await file()
    const refusing = operator.refuse(complaintId, { note: '𠮷'.repeat(length) })
    if (isTaken) await expect(refusing).resolves.toMatchObject({ stage: 'refused' })
    else
      await expect(refusing).rejects.toMatchObject({
        reason: 'validation_failed',
        details: { errors: [{ pointer: '/note' }] },
      })
  })
})
