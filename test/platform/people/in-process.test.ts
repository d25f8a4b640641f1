import { describe, expect, it } from 'vitest'
import { finalAnswer, setUp, person as someone } from '../http/setup.js'

const other = { name: '欧阳若兰', idNumber: '000000198505050027', phone: '10087654321' }

async function answered() {
  const own = await setUp()
  const { complaintId } = await own.file()
  await own.call('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
  return { ...own, complaintId }
}

describe('a person in process', () => {
  it('does all that a person does over HTTP', async () => {
    const { file, consumer, platform } = await setUp()
    const { complaintId } = await file()
    expect(await consumer.supplement(complaintId, { text: '补充一点。' })).toMatchObject({
      supplements: [{ text: '补充一点。', evidenceIds: [] }],
    })
    await platform.clock.advanceTo('2026-10-16T09:00:00+08:00')
    expect(await consumer.urge(complaintId)).toMatchObject({ overdue: true })
    expect(await consumer.withdraw(complaintId)).toMatchObject({ status: 'closed' })
    const history = await consumer.history(complaintId, 'en')
    expect(history.map(({ text }) => text).slice(-2)).toEqual(['You took it back.', 'It is closed.'])
    expect((await consumer.messages())[0]?.text).toContain('已办结')
    const again = await file({ formerComplaintId: complaintId })
    expect(await consumer.retrieve(again.complaintId)).toMatchObject({
      relatedComplaints: [{ id: complaintId }],
    })
    expect((await consumer.list()).map(({ id }) => id)).toEqual([again.complaintId, complaintId])
    expect(consumer.otherChannels('服务功能')).toEqual(consumer.otherChannels('service_function'))
    expect(consumer.otherChannels()[0]).toMatchObject({ name: expect.any(String) })
  })

  it('appeals an answer', async () => {
    const { consumer, complaintId } = await answered()
    expect(await consumer.appeal(complaintId)).toMatchObject({ round: 2, status: 'assigned' })
    await expect(consumer.appeal(complaintId)).rejects.toMatchObject({ reason: 'already_appealed' })
  })

  it('withdraws the consent and keeps seeing what became of it', async () => {
    const { consumer, complaintId } = await answered()
    expect(await consumer.withdrawConsent(complaintId)).toMatchObject({ title: null })
    expect(await consumer.retrieve(complaintId)).toMatchObject({ title: null, status: 'responded' })
    expect(await consumer.withdrawConsent(complaintId)).toMatchObject({ status: 'responded' })
    await expect(consumer.supplement(complaintId, { text: '再补充' })).rejects.toMatchObject({
      reason: 'consent_withdrawn',
    })
  })

  it('files both complaint and report, or neither', async () => {
    const { platform, enterprise, consumer } = await setUp()
    const filing = {
      enterpriseId: enterprise.id,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    }
    const { complaint, report } = await consumer.fileBoth(filing)
    expect((await consumer.retrieve(complaint.complaintId)).kind).toBe('complaint')
    expect((await consumer.retrieve(report.complaintId)).kind).toBe('report')
    await expect(consumer.fileBoth({ ...filing, title: '' })).rejects.toThrow('title')
    expect(await consumer.list()).toHaveLength(2)
    expect(platform.outbox.list({ to: someone.phone, kind: 'change' })).toHaveLength(4)
  })

  it('files about a company that is not connected', async () => {
    const { consumer, file } = await setUp()
    const { complaintId } = await file({ enterpriseId: undefined, companyName: '未接入的某某网络' })
    expect(await consumer.retrieve(complaintId)).toMatchObject({
      stage: 'offline',
      enterpriseName: '未接入的某某网络',
    })
    await expect(file({ companyName: '某某' })).rejects.toThrow('companyName')
    await expect(file({ enterpriseId: undefined })).rejects.toThrow('enterpriseId')
    await expect(file({ enterpriseId: undefined, companyName: '某'.repeat(101) })).rejects.toThrow('100')
  })

  it('is warned before filing', async () => {
    const { consumer } = await setUp()
    expect(consumer.checkFiling({ description: '请致电 100 1234 5678' })).toMatchObject([
      { pointer: '/description', code: 'personal_phone' },
    ])
  })

  it('never reaches what is somebody else’s', async () => {
    const { platform, complaintId } = await answered()
    const stranger = platform.consumer(other)
    const acts = [
      () => stranger.retrieve(complaintId),
      () => stranger.history(complaintId),
      () => stranger.rate(complaintId, { score: 1, solved: false }),
      () => stranger.supplement(complaintId, { text: '一' }),
      () => stranger.urge(complaintId),
      () => stranger.withdraw(complaintId),
      () => stranger.appeal(complaintId),
      () => stranger.withdrawConsent(complaintId),
    ]
    for (const act of acts) await expect(act()).rejects.toMatchObject({ reason: 'not_found' })
    expect(await stranger.list()).toEqual([])
    expect(await stranger.messages()).toEqual([])
  })

  it.each([
    [{}, 'text or evidence'],
    [{ text: '' }, 'text'],
    [{ text: '长'.repeat(2_001) }, '2000'],
  ])('refuses the supplement %#', async (input, words) => {
    const { consumer, file } = await setUp()
    const { complaintId } = await file()
    await expect(consumer.supplement(complaintId, input)).rejects.toThrow(words)
    expect((await consumer.retrieve(complaintId)).supplements).toEqual([])
  })
})
