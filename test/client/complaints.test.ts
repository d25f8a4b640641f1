import { describe, expect, it } from 'vitest'
import { NotFoundError, RevisionConflictError, ValidationError } from '../../src/index.js'
import { problem } from './support/fake-platform.js'
import { finalAnswer, makeComplaint, makeResponse } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

describe('complaints', () => {
  it('retrieves one, with a token got by private_key_jwt', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', { body: makeComplaint() })
    const complaint = await client.complaints.retrieve('cmp_1')
    expect(complaint).toEqual(makeComplaint())
    expect(platform.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /.well-known/oauth-authorization-server',
      'POST /oauth/token',
      'GET /v1/complaints/cmp_1',
    ])
    expect(platform.received[2]?.headers).toMatchObject({
      accept: 'application/json, application/problem+json',
      'accept-language': 'en',
      'user-agent': expect.stringMatching(/^tousu\/\d+\.\d+\.\d+ node\/\d+/),
    })
    expect(platform.received[2]?.headers).not.toHaveProperty('idempotency-key')
  })

  it('keeps unknown members and unknown enum values of an answer', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', { body: { ...makeComplaint(), status: 'paused', mood: 'new' } })
    const complaint = await client.complaints.retrieve('cmp_1')
    expect(complaint).toMatchObject({ status: 'paused', mood: 'new' })
  })

  it('writes filters into the query, metadata in brackets', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints', { body: { items: [], nextCursor: null } })
    await client.complaints.list({
      status: ['assigned', 'in_progress'],
      overdue: false,
      round: 1,
      dueBefore: '2026-10-01T00:00:00+08:00',
      metadata: { ticket: 'T 1&2', 部门: '客服' },
      sort: '-updatedAt',
      limit: 10,
    })
    const query = new URLSearchParams(platform.to('/v1/complaints')[0]?.path.split('?')[1])
    expect(Object.fromEntries(query)).toEqual({
      status: 'assigned,in_progress',
      overdue: 'false',
      round: '1',
      dueBefore: '2026-10-01T00:00:00+08:00',
      'metadata[ticket]': 'T 1&2',
      'metadata[部门]': '客服',
      sort: '-updatedAt',
      limit: '10',
    })
  })

  it('refuses wrong filters before any request', async () => {
    const { platform, client } = await setUp()
    // @ts-expect-error a misspelt status is a type error, too
    const list = client.complaints.list({ status: 'asigned', limit: 101 })
    const error = await failure(list)
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toMatchObject({
      errors: [
        {
          pointer: '#/query/status',
          code: 'not_allowed',
          detail: 'must be one of assigned, in_progress, responded, closed',
        },
        { pointer: '#/query/limit', code: 'too_big', detail: 'must be at most 100' },
      ],
    })
    // @ts-expect-error unknown filter
    await expect(client.complaints.list({ colour: 'red' })).rejects.toMatchObject({
      errors: [{ pointer: '#/query/colour', code: 'unknown_member' }],
    })
    for (const wrong of [{ limit: 0 }, { limit: 1.5 }, { dueBefore: 'soon' }, { dueBefore: '2026-10-01' }]) {
      const read = async () => {
        for await (const _ of client.complaints.list(wrong));
      }
      expect(await failure(read())).toBeInstanceOf(ValidationError)
      expect(await failure(client.complaints.list(wrong))).toBeInstanceOf(ValidationError)
    }
    expect(await failure(client.events.list({ limit: 0 }))).toBeInstanceOf(ValidationError)
    expect(await failure(client.webhookEndpoints.list({ limit: 0 }))).toBeInstanceOf(ValidationError)
    expect(platform.received).toEqual([])
  })

  it('refuses an id that is none, before any request', async () => {
    const { platform, client } = await setUp()
    for (const id of ['', '../v1', 'a/b', 'a?b', 'x'.repeat(129)]) {
      await expect(client.complaints.retrieve(id)).rejects.toBeInstanceOf(ValidationError)
    }
    expect(platform.received).toEqual([])
  })

  it('answers, records the revision that was read, and returns what matters on top', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /v1/complaints/cmp_1/responses', {
      status: 201,
      body: { complaint: makeComplaint({ status: 'responded' }), response: makeResponse() },
    })
    const { complaint, response, onTime, receipt, warnings } = await client.complaints.respond(
      makeComplaint(),
      finalAnswer,
      { actor: 'staff-7' },
    )
    expect([complaint.status, response.id, onTime, receipt, warnings]).toEqual([
      'responded',
      'rsp_1',
      true,
      'a.b.c',
      [],
    ])
    const [sent] = platform.to('/v1/complaints/cmp_1/responses')
    expect(JSON.parse(String(sent?.body))).toEqual({ ...finalAnswer, basedOnRevision: 3 })
    expect(sent?.headers).toMatchObject({
      'content-type': 'application/json',
      'tousu-actor': 'staff-7',
      'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(sent?.headers).not.toHaveProperty('if-match')
  })

  it('sends If-Match only for ifRevision, and a 412 names the revision of now', async () => {
    const { platform, client } = await setUp()
    platform.on(
      'POST /v1/complaints/cmp_1/responses',
      problem(412, 'revision_conflict', { currentRevision: 9 }),
    )
    const error = await failure(client.complaints.respond('cmp_1', finalAnswer, { ifRevision: 3 }))
    expect(error).toBeInstanceOf(RevisionConflictError)
    expect(error).toMatchObject({ currentRevision: 9, status: 412, requestId: 'req_1', attempts: 1 })
    const [sent] = platform.to('/v1/complaints/cmp_1/responses')
    expect(sent?.headers['if-match']).toBe('"3"')
    expect(JSON.parse(String(sent?.body))).not.toHaveProperty('basedOnRevision')
  })

  it.each([
    ['a statement of 9 code points', { ...finalAnswer, statement: '𠮷'.repeat(9) }, '/statement'],
    ['a statement of 2,001 code points', { ...finalAnswer, statement: '字'.repeat(2001) }, '/statement'],
    ['a final answer without outcome', { type: 'final', statement: '字'.repeat(10) }, '/outcome'],
    ['10 attachments', { ...finalAnswer, attachments: [...'abcdefghij'] }, '/attachments'],
    ['unreachable without attempts', { ...finalAnswer, outcome: 'unreachable' }, '/contactAttempts'],
    ['2,001 code points beyond the BMP', { ...finalAnswer, statement: '𠮷'.repeat(2001) }, '/statement'],
    [
      'unreachable, and reached',
      {
        ...finalAnswer,
        outcome: 'unreachable',
        contactAttempts: [
          { at: '2026-09-25T10:00:00+08:00', method: 'phone', result: 'no_answer' },
          { at: '2026-09-25T11:00:00+08:00', method: 'sms', result: 'reached' },
        ],
      },
      '/contactAttempts',
    ],
    ['an outcome of an interim answer', { ...finalAnswer, type: 'interim' }, '/outcome'],
    ['a misspelt member', { ...finalAnswer, outcom: 'resolved' }, '/outcom'],
    ['a lone surrogate', { ...finalAnswer, statement: `${'字'.repeat(10)}\ud800` }, '/statement'],
  ])('refuses %s before any request', async (_, input, pointer) => {
    const { platform, client } = await setUp()
    // @ts-expect-error some of them are type errors, too
    const error = await failure(client.complaints.respond('cmp_1', input))
    expect(error).toBeInstanceOf(ValidationError)
    expect(error).toMatchObject({ errors: [{ pointer }] })
    expect(String(error)).not.toContain('字')
    expect(platform.received).toEqual([])
  })

  it('sends answers at the edges: 10 code points beyond the BMP, 9 attachments, no attempts', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /v1/complaints/cmp_1/responses', {
      status: 201,
      body: { complaint: makeComplaint(), response: makeResponse() },
    })
    const attachments = [...'abcdefghi']
    await client.complaints.respond('cmp_1', { ...finalAnswer, statement: '𠮷'.repeat(10), attachments })
    await client.complaints.respond('cmp_1', { ...finalAnswer, statement: '字'.repeat(2000) })
    await client.complaints.respond('cmp_1', { ...finalAnswer, statement: '𠮷'.repeat(2000) })
    await client.complaints.respond('cmp_1', {
      ...finalAnswer,
      contactAttempts: [{ at: '2018-01-01T00:00:00+08:00', method: 'phone', result: 'reached' }],
    })
    await client.complaints.respond('cmp_1', {
      ...finalAnswer,
      outcome: 'unreachable',
      // Domain time of a test may be any: the client never compares it with its own clock.
      contactAttempts: [{ at: '2035-01-01T00:00:00+08:00', method: 'phone', result: 'no_answer' }],
    })
    expect(platform.to('/v1/complaints/cmp_1/responses')).toHaveLength(5)
  })

  it('tells wrong members in Chinese when asked to', async () => {
    const { client } = await setUp({ language: 'zh-CN' })
    const error = await failure(client.complaints.respond('cmp_1', { ...finalAnswer, statement: '短' }))
    expect(error).toMatchObject({ errors: [{ pointer: '/statement', detail: '不得少于 10 个字符' }] })
  })

  it('patches metadata, reads the history, acknowledges, validates', async () => {
    const { platform, client } = await setUp()
    const complaint = makeComplaint({ metadata: { ticket: 'T-1' } })
    platform.on('PATCH /v1/complaints/cmp_1', { body: { complaint } })
    platform.on('POST /v1/complaints/cmp_1/acknowledgement', { body: { complaint } })
    platform.on('POST /v1/complaints/cmp_1/responses/validation', { body: { errors: [], warnings: [] } })
    const entry = {
      at: complaint.assignedAt,
      act: 'filed',
      role: 'person',
      actor: null,
      round: 1,
      revision: 1,
    }
    platform.on('GET /v1/complaints/cmp_1/history', { body: { items: [entry] } })

    const updated = await client.complaints.update(complaint, { metadata: { ticket: 'T-1', old: null } })
    expect(updated.metadata).toEqual({ ticket: 'T-1' })
    expect((await client.complaints.history('cmp_1')).items).toEqual([entry])
    expect((await client.complaints.acknowledge('cmp_1')).id).toBe('cmp_1')
    expect(await client.complaints.validateResponse('cmp_1', { type: 'final' })).toEqual({
      errors: [],
      warnings: [],
    })
    const [patch] = platform.received.filter(({ method }) => method === 'PATCH')
    expect(JSON.parse(String(patch?.body))).toEqual({ metadata: { ticket: 'T-1', old: null } })
    const [acknowledgement] = platform.to('/v1/complaints/cmp_1/acknowledgement')
    expect(acknowledgement?.headers).not.toHaveProperty('content-type')
  })

  it('takes basedOnRevision from the answer before that of the complaint, and sends both with ifRevision', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /v1/complaints/cmp_1/responses', {
      status: 201,
      body: { complaint: makeComplaint(), response: makeResponse() },
    })
    await client.complaints.respond(makeComplaint({ revision: 0 }), finalAnswer, { ifRevision: 0 })
    await client.complaints.respond(makeComplaint(), { ...finalAnswer, basedOnRevision: 2 })
    const sent = platform
      .to('/v1/complaints/cmp_1/responses')
      .map(({ headers, body }) => [headers['if-match'], JSON.parse(String(body)).basedOnRevision])
    expect(sent).toEqual([
      ['"0"', 0],
      [undefined, 2],
    ])
  })

  it.each([null, undefined, 7, {}, { id: 7 }])(
    'refuses %j as a target, before any request',
    async (target) => {
      const { platform, client } = await setUp()
      const { complaints } = client
      const calls: [(...args: never) => Promise<unknown>, unknown][] = [
        [complaints.respond, finalAnswer],
        [complaints.validateResponse, finalAnswer],
        [complaints.update, { metadata: {} }],
        [complaints.acknowledge, {}],
        [complaints.history, {}],
        [complaints.downloadEvidence, 'evd_1'],
      ]
      for (const [method, second] of calls) {
        // As from JavaScript: past the types.
        const call: Promise<unknown> = Reflect.apply(method, complaints, [target, second])
        expect(await failure(call)).toMatchObject({ code: 'invalid_argument' })
      }
      expect(platform.received).toEqual([])
    },
  )

  it('says NotFoundError for what is unknown', async () => {
    const { client } = await setUp()
    await expect(client.complaints.retrieve('cmp_2')).rejects.toBeInstanceOf(NotFoundError)
  })
})
