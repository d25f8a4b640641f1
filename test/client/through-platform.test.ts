import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ResponseInput, TousuClient, type TousuClientOptions, verifyReceipt } from '../../src/index.js'
import { createPlatform, type Platform, type RegisteredWithKey } from '../../src/platform/index.js'

/** The client against the reference platform: two implementations of one contract, no port. */
let platform: Platform
let enterprise: RegisteredWithKey
let client: TousuClient
let folder: string

const connect = (options: Partial<TousuClientOptions> = {}) =>
  new TousuClient({
    baseUrl: platform.url,
    clientId: enterprise.clientId,
    privateKey: enterprise.privateKey,
    dispatcher: platform.dispatcher,
    clock: platform.clock,
    ...options,
  })

const hostileName = '../../../etc/passwd 张小明的截图.txt'
const chat = Buffer.from('客服记录：一直无人处理。\n'.repeat(2_000))

const person = () =>
  platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' })
const file = () =>
  person().file({
    enterpriseId: enterprise.id,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    demand: '退还 25 元。',
    category: '服务功能',
    evidence: [{ name: hostileName, contentType: 'text/plain; charset=utf-8', data: chat }],
  })

const answer: ResponseInput = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
}

beforeEach(async () => {
  platform = createPlatform({ now: '2026-09-24T09:00:00+08:00' })
  enterprise = await platform.registerEnterprise({ name: '示例网络', services: [{ name: '示例视频' }] })
  client = connect()
  folder = mkdtempSync(join(tmpdir(), 'tousu-client-'))
})
afterEach(async () => {
  await client.close()
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('complaints', () => {
  it('are listed, read, noted, acknowledged and answered', async () => {
    const { complaintId } = await file()
    const items = []
    for await (const complaint of client.complaints.list({ status: 'assigned' })) items.push(complaint.id)
    expect(items).toEqual([complaintId])
    const noted = await client.complaints.update(complaintId, { metadata: { ticket: 'T-1' } })
    expect(noted.metadata).toEqual({ ticket: 'T-1' })
    const acknowledged = await client.complaints.acknowledge(complaintId, { actor: 'staff-7' })
    expect(acknowledged.status).toBe('in_progress')
    expect(await client.complaints.validateResponse(complaintId, answer)).toEqual({
      errors: [],
      warnings: [],
    })

    const result = await client.complaints.respond(acknowledged, answer)
    expect(result).toMatchObject({
      onTime: true,
      warnings: [],
      complaint: { status: 'responded' },
      response: { basedOnRevision: acknowledged.revision, latestRevision: acknowledged.revision },
    })
    const keys = await (
      await platform.fetch(new Request(`${platform.url}/.well-known/receipt-keys.json`))
    ).json()
    const receipt = await verifyReceipt({ receipt: result.receipt ?? '', response: result.response, keys })
    expect(receipt).toMatchObject({ complaintId, onTime: true, dueDate: '2026-10-15' })
    const acts = []
    for (const { act, actor } of (await client.complaints.history(complaintId)).items)
      acts.push(`${act} ${actor}`)
    expect(acts).toEqual(['filed null', 'assigned null', 'acknowledged staff-7', 'responded_final null'])
  })

  it('are paged without gaps, a page at a time, as long as somebody asks', async () => {
    const filed: string[] = []
    for (let i = 0; i < 5; i += 1) filed.push((await file()).complaintId)
    const first = await client.complaints.list({ limit: 2, sort: 'id' })
    expect(first.items.map(({ id }) => id)).toEqual(filed.slice(0, 2))
    const sizes: number[] = []
    for await (const page of client.complaints.list({ limit: 2, sort: 'id' }).pages())
      sizes.push(page.items.length)
    expect(sizes).toEqual([2, 2, 1])
    let requests = 0
    client.activity.on('request', () => {
      requests += 1
    })
    for await (const complaint of client.complaints.list({ limit: 2, sort: 'id' })) {
      expect(complaint.id).toBe(filed[0])
      break
    }
    expect(requests).toBe(1)
  })

  it('are protected by the revision that was read, if asked to', async () => {
    const { complaintId } = await file()
    const read = await client.complaints.retrieve(complaintId)
    await client.complaints.acknowledge(complaintId)
    const guarded = client.complaints.respond(read, answer, { ifRevision: read.revision })
    await expect(guarded).rejects.toMatchObject({
      name: 'RevisionConflictError',
      code: 'revision_conflict',
      currentRevision: read.revision + 1,
      status: 412,
    })
    expect((await client.complaints.respond(read, answer)).response).toMatchObject({
      basedOnRevision: read.revision,
      latestRevision: read.revision + 1,
    })
  })

  it('are answered once, though the answer to the first try never came', async () => {
    const { complaintId } = await file()
    const key = { idempotencyKey: 'answer-1' }
    const first = await client.complaints.respond(complaintId, answer, key)
    const again = await client.complaints.respond(complaintId, answer, key)
    expect(again.response.id).toBe(first.response.id)
    await expect(client.complaints.respond(complaintId, answer)).rejects.toMatchObject({
      name: 'ConflictError',
      problem: { code: 'already_responded' },
    })
  })

  it('come back from a failure of the platform by themselves', async () => {
    const { complaintId } = await file()
    const fault = platform.faults.add({ route: 'retrieveComplaint', status: 503, times: 2 })
    const told: string[] = []
    const patient = connect({ retry: { baseDelayMs: 0 } })
    patient.activity.on('retry', ({ route, status, attempt }) => told.push(`${route} ${status} ${attempt}`))
    expect((await patient.complaints.retrieve(complaintId)).id).toBe(complaintId)
    expect(fault.fired).toBe(2)
    expect(told).toEqual(['/v1/complaints/{id} 503 1', '/v1/complaints/{id} 503 2'])
  })

  it('of another company are not found', async () => {
    const { complaintId } = await file()
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    const stranger = connect({ clientId: other.clientId, privateKey: other.privateKey })
    await expect(stranger.complaints.retrieve(complaintId)).rejects.toMatchObject({
      name: 'NotFoundError',
      status: 404,
    })
    expect((await stranger.complaints.list()).items).toEqual([])
  })
})

describe('evidence', () => {
  const sha256 = createHash('sha256').update(chat).digest('hex')

  it('is read whole, and streamed', async () => {
    const { complaintId } = await file()
    const complaint = await client.complaints.retrieve(complaintId)
    const [evidence] = complaint.evidence
    const download = await client.complaints.downloadEvidence(complaintId, evidence?.id ?? '')
    expect(download).toMatchObject({ size: chat.length, sha256, name: hostileName })
    expect(Buffer.from(await download.arrayBuffer()).equals(chat)).toBe(true)
    const { body } = await client.complaints.downloadEvidence(complaint, evidence?.id ?? '')
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(chunk)
    expect(Buffer.concat(chunks).equals(chat)).toBe(true)
  })

  it('is saved under a name of ours, nothing is overwritten unless told, nothing half written stays', async () => {
    const { complaintId, number } = await file()
    const complaint = await client.complaints.retrieve(complaintId)
    const evidenceId = complaint.evidence[0]?.id ?? ''
    const saved = await client.complaints.downloadEvidence(complaint, evidenceId, { to: folder })
    expect(saved.path).toBe(join(folder, `${number}-1.txt`))
    expect(readFileSync(saved.path).equals(chat)).toBe(true)
    await expect(
      client.complaints.downloadEvidence(complaintId, evidenceId, { to: folder }),
    ).rejects.toMatchObject({
      name: 'FileError',
    })
    writeFileSync(saved.path, 'older')
    await client.complaints.downloadEvidence(complaintId, evidenceId, { to: folder, overwrite: true })
    expect(readFileSync(saved.path).equals(chat)).toBe(true)
    expect(readdirSync(folder)).toEqual([`${number}-1.txt`])
  })
})

describe('attachments', () => {
  const bytes = Buffer.from('%PDF-1.7\n退款凭证')

  it.each([
    ['bytes', () => bytes],
    ['a Blob', () => new Blob([bytes])],
    ['a Node stream', () => Readable.from([bytes.subarray(0, 4), bytes.subarray(4)])],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['a function', () => () => Readable.from([bytes])],
  ])('are uploaded from %s', async (_, source) => {
    const uploaded = await client.attachments.upload(source(), { filename: '退款凭证.pdf' })
    expect(uploaded).toMatchObject({
      name: '退款凭证.pdf',
      contentType: 'application/pdf',
      size: bytes.length,
    })
    const { complaintId } = await file()
    const { response } = await client.complaints.respond(complaintId, {
      ...answer,
      attachments: [uploaded.id],
    })
    expect(response.attachments).toEqual([uploaded])
  })

  it('are uploaded from a path, under their own name', async () => {
    const path = join(folder, '说明.txt')
    writeFileSync(path, '退款说明')
    expect(await client.attachments.upload(path)).toMatchObject({
      name: '说明.txt',
      contentType: 'text/plain',
    })
  })

  it('that are not what they say are refused', async () => {
    const script = Buffer.from('#!/bin/sh')
    await expect(client.attachments.upload(script, { filename: 'a.png' })).rejects.toMatchObject({
      name: 'ValidationError',
      problem: { code: 'content_mismatch' },
    })
  })
})

describe('the rest', () => {
  it('events are read a stretch at a time, or all to the head', async () => {
    const { nextAfter: start } = await client.events.list({ after: 'latest' })
    const { complaintId } = await file()
    await client.complaints.acknowledge(complaintId)
    expect((await client.events.list({ limit: 1 })).hasMore).toBe(true)
    const types: string[] = []
    for await (const event of client.events.list({ after: start, limit: 1 })) types.push(event.type)
    expect(types).toEqual(['complaint.assigned', 'complaint.acknowledged'])
  })

  it('webhook endpoints are made, listed, changed, rotated, pinged and ended', async () => {
    const endpoint = await client.webhookEndpoints.create({ url: 'https://company.example/hooks' })
    expect(endpoint.secret).toMatch(/^whsec_/)
    const { secret: _, ...shown } = endpoint
    expect(await client.webhookEndpoints.retrieve(endpoint.id)).toEqual(shown)
    expect((await client.webhookEndpoints.list()).items).toEqual([shown])
    const changed = await client.webhookEndpoints.update(endpoint.id, { eventTypes: ['complaint.assigned'] })
    expect(changed.eventTypes).toEqual(['complaint.assigned'])
    const rotated = await client.webhookEndpoints.rotateSecret(endpoint.id, { overlapSeconds: 3_600 })
    expect(rotated.secret).not.toBe(endpoint.secret)
    platform.connect(endpoint.url, async () => new Response())
    expect((await client.webhookEndpoints.ping(endpoint.id)).eventId).toMatch(/^evt_/)
    await client.webhookEndpoints.delete(endpoint.id)
    expect((await client.webhookEndpoints.list()).items).toEqual([])
  })

  it('company, services, categories and calendar are read', async () => {
    expect(await client.enterprise.retrieve()).toMatchObject({
      name: '示例网络',
      timelyRate: { denominator: 0 },
    })
    expect((await client.enterprise.services()).items).toMatchObject([{ name: '示例视频' }])
    expect((await client.enterprise.categories({ version: '2019' })).items).toHaveLength(3)
    expect(await client.calendar.retrieve(2026)).toMatchObject({
      year: 2026,
      notices: ['国办发明电〔2025〕7号'],
    })
    await expect(client.calendar.retrieve(2030)).rejects.toMatchObject({
      problem: { code: 'year_not_published' },
    })
  })

  it('shows nothing secret or personal, whatever is printed', async () => {
    const { complaintId } = await file()
    const failures: unknown[] = []
    const keep = (error: unknown) => failures.push(error)
    const secretStatement = '您好，张小明，退款 25 元已办理。'
    await client.complaints
      .respond(complaintId, {
        ...answer,
        type: 'supplementary',
        outcome: undefined,
        statement: secretStatement,
      })
      .catch(keep)
    await client.complaints.respond(complaintId, { ...answer, statement: '短' }).catch(keep)
    await client.complaints.list({ number: '张小明' }).then(() => {}, keep)
    await connect({ clientId: 'wrong' }).complaints.retrieve(complaintId).catch(keep)
    expect(failures.length).toBeGreaterThanOrEqual(3)
    const printed = [client, ...failures].flatMap((each) => [
      inspect(each, { depth: 9, showHidden: true }),
      JSON.stringify(each),
      String(each),
    ])
    const { d } = enterprise.privateKey
    for (const text of printed) {
      for (const secret of [
        String(d),
        '张小明',
        '000000199001010018',
        '10012345678',
        '已办理',
        'Bearer ',
        'eyJ',
      ]) {
        expect(text).not.toContain(secret)
      }
    }
  })
})
