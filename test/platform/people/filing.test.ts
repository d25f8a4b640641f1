import { describe, expect, it } from 'vitest'
import { consents, identity, phones, setUp } from './setup.js'

const codesOf = (json: Record<string, unknown>) =>
  Array.isArray(json['errors']) ? json['errors'].map(({ pointer, code }) => `${pointer} ${code}`) : []

describe('filing over HTTP', () => {
  it('files what the company then reads: evidence, consent and all', async () => {
    const people = await setUp()
    const person = await people.register()
    const evidence = await person.upload()
    const { status, json } = await person.call('POST', '/complaints', {
      body: people.filing({
        evidence: [evidence],
        occurredAt: '2026-09-20T10:00:00+08:00',
        place: '手机应用',
        accountReference: 'zhang-1990',
        province: '北京市',
        city: '北京市',
        otherChannels: [{ name: '12315', number: 'A-1' }],
      }),
    })
    expect(status).toBe(201)
    expect(json).toEqual({
      filings: [
        {
          complaintId: expect.stringMatching(/^cmp_/),
          number: expect.stringMatching(/^TS20260924[0-9A-Z]{9}$/),
          kind: 'complaint',
          queryCode: expect.stringMatching(/^[2-9A-Z]{8}$/),
        },
      ],
      warnings: [],
    })
    const [{ complaintId }] = Object(json['filings'])
    const seen = await people.callAsCompany('GET', `/v1/complaints/${complaintId}`)
    expect(seen.json).toMatchObject({
      title: '会员到期后被自动续费',
      complainant: { name: '张**', phone: '100********', province: '北京市', registered: true },
      accountReference: 'z*********',
      evidence: [{ name: 'evidence-1.txt', size: 13 }],
      otherChannels: [{ name: '12315', number: 'A-1' }],
    })
    const own = await person.call('GET', `/complaints/${complaintId}`)
    expect(own.json).toMatchObject({
      id: complaintId,
      stage: 'company',
      enterpriseName: '示例网络',
      dueDate: '2026-10-15',
      consents: { given: ['hand_over', 'sensitive_data'], withdrawnAt: null },
    })
    const [{ id }] = Object(own.json['evidence'])
    const file = await person.call('GET', `/complaints/${complaintId}/evidence/${id}`)
    expect(file.text).toBe('扣款 25 元')
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('张小明的扣款.txt')
    // Filed: no longer on its way.
    expect((await person.call('DELETE', `/evidence/${evidence}`)).status).toBe(404)
  })

  it('makes two of what is both complaint and report', async () => {
    const people = await setUp()
    const person = await people.register()
    const { json } = await person.call('POST', '/complaints', {
      body: people.filing({ kind: 'both', evidence: [await person.upload()] }),
    })
    const [complaint, report] = Object(json['filings'])
    expect([complaint.kind, report.kind]).toEqual(['complaint', 'report'])
    expect(complaint.number).not.toBe(report.number)
    const clue = await people.callAsCompany('GET', `/v1/complaints/${report.complaintId}`)
    expect(clue.json).toMatchObject({ kind: 'report', complainant: null, deadline: null })
    // The company cannot tell that they belong together.
    expect(clue.json['relatedComplaints']).toEqual([])
    const list = await person.call('GET', '/complaints')
    expect(Object(list.json['items']).map((each: { id: string }) => each.id)).toEqual([
      report.complaintId,
      complaint.complaintId,
    ])
  })

  it('forwards what is about a company that is not connected (其他)', async () => {
    const people = await setUp()
    const person = await people.register()
    const { enterpriseId: _, ...rest } = people.filing({ companyName: '未接入的某某网络' })
    const { json } = await person.call('POST', '/complaints', { body: rest })
    const [{ complaintId }] = Object(json['filings'])
    const own = await person.call('GET', `/complaints/${complaintId}`)
    expect(own.json).toMatchObject({ stage: 'offline', enterpriseName: '未接入的某某网络', dueDate: null })
    const history = await person.call('GET', `/complaints/${complaintId}/history`)
    expect(history.text).toContain('平台已线下转交有关单位处理')
    expect((await people.callAsCompany('GET', '/v1/complaints')).json['items']).toEqual([])
  })

  it('tells every wrong member at once, and files nothing', async () => {
    const people = await setUp()
    const person = await people.register()
    const before = (await person.call('GET', '/complaints')).text
    const { json } = await person.call('POST', '/complaints', {
      body: people.filing({
        serviceId: 'svc_0',
        category: 'nonsense',
        occurredAt: '2027-01-01T00:00:00+08:00',
        evidence: ['evd_0', 'evd_0'],
        formerComplaintId: 'cmp_0',
      }),
    })
    expect(codesOf(json)).toEqual([
      '/serviceId unknown_service',
      '/category unknown_category',
      '/occurredAt in_future',
      '/formerComplaintId unknown_complaint',
      '/evidence/0 unknown_file',
      '/evidence/1 unknown_file',
      '/evidence listed_twice',
    ])
    const schema = await person.call('POST', '/complaints', {
      body: people.filing({ title: ' ', companyName: '某某', consents: { handOver: true }, colour: 'red' }),
    })
    expect(codesOf(schema.json)).toEqual(
      expect.arrayContaining([
        '/title blank',
        '/consents/sensitiveData not_allowed',
        '/colour unknown_member',
      ]),
    )
    expect(
      codesOf(
        (await person.call('POST', '/complaints', { body: people.filing({ companyName: '某某' }) })).json,
      ),
    ).toEqual(['/enterpriseId one_company'])
    expect((await person.call('GET', '/complaints')).text).toBe(before)
  })

  it.each([
    ['description', 9, false],
    ['description', 10, true],
    ['description', 5_000, true],
    ['description', 5_001, false],
    ['title', 100, true],
    ['title', 101, false],
    ['demand', 1_000, true],
    ['demand', 1_001, false],
  ])('counts %s by code points: %i of 𠮷 pass: %s', async (member, length, passes) => {
    const people = await setUp()
    const person = await people.register()
    const body = people.filing({ [member]: '𠮷'.repeat(length) })
    expect((await person.call('POST', '/complaints', { body })).status).toBe(passes ? 201 : 422)
  })

  it('asks for a guardian under 14, to the day', async () => {
    const people = await setUp()
    const person = await people.register(phones.own, {
      name: '张小小',
      document: { type: 'id_card', number: '000000201209250010' },
    })
    const file = (change: object) =>
      person.call('POST', '/complaints', { body: people.filing({ consents: { ...consents, ...change } }) })
    expect(codesOf((await file({})).json)).toEqual(['/consents/guardian guardian_required'])
    const { json } = await file({ guardian: true })
    const [{ complaintId }] = Object(json['filings'])
    const own = await person.call('GET', `/complaints/${complaintId}`)
    expect(own.json['consents']).toMatchObject({ given: ['hand_over', 'sensitive_data', 'guardian'] })
    // The birthday comes.
    await people.platform.clock.advance({ days: 1 })
    expect((await file({})).status).toBe(201)
  })

  it('warns of personal data and insults before filing and at it, text files included, and never blocks', async () => {
    const people = await setUp()
    const person = await people.register()
    const evidence = [await person.upload('请联系 100 1234 5678')]
    const body = people.filing({
      title: '这帮骗子傻逼',
      description: '身份证 000000199001010018 被泄露',
      evidence,
    })
    const checked = await person.call('POST', '/filing-validation', { body: { ...body, category: 'x' } })
    expect(codesOf(checked.json)).toEqual(['/category unknown_category'])
    const warnings = Object(checked.json['warnings']).map((each: { pointer: string }) => each.pointer)
    expect(warnings).toEqual(expect.arrayContaining(['/title', '/description', '/evidence/0']))
    expect(checked.text).not.toContain('000000199001010018')
    const { status, json } = await person.call('POST', '/complaints', { body })
    expect(status).toBe(201)
    expect(json['warnings']).toEqual(checked.json['warnings'])
  })

  it('checks what there is of a filing, whatever is missing', async () => {
    const people = await setUp()
    const person = await people.register()
    const { json } = await person.call('POST', '/filing-validation', { body: { title: 7 } })
    expect(codesOf(json)).toEqual(
      expect.arrayContaining(['/title wrong_type', '/description required', '/consents required']),
    )
    expect(json['warnings']).toEqual([])
  })

  it('repeats an answer under the same key and files once', async () => {
    const people = await setUp()
    const person = await people.register()
    const options = { body: people.filing(), headers: { 'idempotency-key': 'one' } }
    const first = await person.call('POST', '/complaints', options)
    const again = await person.call('POST', '/complaints', options)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(Object((await person.call('GET', '/complaints')).json['items'])).toHaveLength(1)
    const other = await person.call('POST', '/complaints', {
      ...options,
      body: people.filing({ title: '别的' }),
    })
    expect(other.json['code']).toBe('idempotency_key_reused')
    const { headers: _, ...withoutKey } = options
    const none = await people.platform.fetch(
      new Request(`${people.platform.url}/consumer/v1/complaints`, {
        method: 'POST',
        headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(withoutKey.body),
      }),
    )
    expect(await none.json()).toMatchObject({ code: 'idempotency_key_missing' })
  })

  it('links a complaint filed again with the former one', async () => {
    const people = await setUp()
    const person = await people.register()
    const former = await person.file()
    await person.call('POST', `/complaints/${former.complaintId}/withdrawal`)
    const again = await person.file({ formerComplaintId: former.complaintId })
    const own = await person.call('GET', `/complaints/${again.complaintId}`)
    expect(own.json['relatedComplaints']).toEqual([{ id: former.complaintId, number: former.number }])
    const seen = await people.callAsCompany('GET', `/v1/complaints/${again.complaintId}`)
    expect(seen.json['relatedComplaints']).toEqual([{ id: former.complaintId, number: former.number }])
  })
})

describe('files on their way', () => {
  it('are checked as those of a company are', async () => {
    const people = await setUp()
    const person = await people.register()
    const send = (contentType: string, body: Uint8Array, name = 'a.bin') =>
      person.call('POST', '/evidence', {
        body,
        headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` },
      })
    expect((await send('image/png', Buffer.from('no picture'))).json['code']).toBe('content_mismatch')
    expect((await send('application/zip', Buffer.from('PK'))).json['code']).toBe('unsupported_media_type')
    expect((await send('text/plain', Buffer.from('凭证'), '../a.txt')).json['code']).toBe('validation_failed')
  })

  it('are limited in size and number, at the edge', async () => {
    const people = await setUp({ fileBytes: 6, unfiledEvidence: 2 })
    const person = await people.register()
    const send = (text: string) =>
      person.call('POST', '/evidence', {
        body: Buffer.from(text),
        headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
      })
    expect((await send('1234567')).status).toBe(413)
    const first = await send('123456')
    expect(first.status).toBe(201)
    await send('2')
    expect((await send('3')).json['code']).toBe('limit_reached')
    expect((await person.call('DELETE', `/evidence/${String(first.json['id'])}`)).status).toBe(204)
    expect((await send('3')).status).toBe(201)
  })

  it('are nine at most in one filing', async () => {
    const people = await setUp()
    const person = await people.register()
    const ids = []
    for (let index = 0; index < 10; index += 1) ids.push(await person.upload(`凭证 ${index}`))
    const file = (evidence: string[]) =>
      person.call('POST', '/complaints', { body: people.filing({ evidence }) })
    expect(codesOf((await file(ids)).json)).toEqual(['/evidence too_big'])
    expect((await file(ids.slice(1))).status).toBe(201)
  })
})

describe('drafts', () => {
  it('keep what there is already, are written anew and dropped', async () => {
    const people = await setUp()
    const person = await people.register(phones.own, null)
    const made = await person.call('POST', '/drafts', { body: { title: '自动', description: '' } })
    expect(made.status).toBe(201)
    const path = `/drafts/${String(made.json['id'])}`
    const body = { title: '自动续费', category: 'service_function' }
    expect((await person.call('PUT', path, { body })).json['content']).toEqual(body)
    expect((await person.call('GET', path)).json['content']).toEqual(body)
    expect(Object((await person.call('GET', '/drafts')).json['items'])).toHaveLength(1)
    expect((await person.call('DELETE', path)).status).toBe(204)
    expect((await person.call('GET', path)).status).toBe(404)
  })

  it('are limited in number, at the edge', async () => {
    const people = await setUp({ filingDrafts: 2 })
    const person = await people.register()
    const make = () => person.call('POST', '/drafts', { body: {} })
    expect([(await make()).status, (await make()).status, (await make()).status]).toEqual([201, 201, 409])
  })
})

it('shows a guest what was filed in that session alone', async () => {
  const people = await setUp()
  const first = await people.visit(phones.guest)
  const { complaintId } = await first.file()
  expect((await first.call('GET', `/complaints/${complaintId}`)).status).toBe(200)
  const second = await people.visit(phones.guest, identity)
  expect((await second.call('GET', `/complaints/${complaintId}`)).status).toBe(404)
  expect((await second.call('GET', '/complaints')).json['items']).toEqual([])
})
