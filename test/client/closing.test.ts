import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { makeComplaint } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

const path = 'GET /v1/complaints/cmp_1'
const complaint = { body: makeComplaint() }

it.each([
  ['close()', 'close'],
  ['Symbol.asyncDispose', Symbol.asyncDispose],
] as const)('%s closes the connections that the client opened, and may come again', async (_, end) => {
  const { platform, client } = await setUp()
  platform.on(path, complaint)
  await Promise.all([1, 2, 3].map(() => client.complaints.retrieve('cmp_1')))
  expect(platform.connections()).toBeGreaterThan(0)
  await client[end]()
  await platform.noConnections()
  await client[end]()
  await client.close()
  expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ code: 'invalid_argument' })
})

it('close() waits for a call that is under way', async () => {
  const { platform, client } = await setUp()
  let closing: Promise<void> | undefined
  platform.on(path, () => {
    closing = client.close()
    return complaint
  })
  expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
  await closing
  await platform.noConnections()
})

it.each([
  ['is compressed', { headers: { 'content-encoding': 'gzip' }, body: Buffer.alloc(4_000_000) }],
  ['is too large', { body: Buffer.alloc(4_000_000, ' ') }],
  ['is no problem document', { status: 422, body: Buffer.alloc(4_000_000, ' ') }],
  ['leads elsewhere', { status: 302, body: Buffer.alloc(4_000_000, ' ') }],
  [
    'is compressed and a refusal',
    { status: 404, headers: { 'content-encoding': 'gzip' }, body: Buffer.alloc(4_000_000) },
  ],
])('an answer that %s is not left open: close() ends', async (_, reply) => {
  const { platform, client } = await setUp({ maxResponseBytes: 2_000, retry: { repeats: 0 } })
  platform.on(path, reply)
  await failure(client.complaints.retrieve('cmp_1'))
  await client.close()
  await platform.noConnections()
})

it('holds no process: it ends by itself, though its connections are open and idle', async () => {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/.well-known')) return void response.writeHead(404).end()
    response.end()
  })
  // Longer than the test: only the client's side can let the process end.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const source = `
    import { TousuClient } from './src/index.ts'
    const client = new TousuClient({ baseUrl: 'http://127.0.0.1:${port}', clientId: 'a', clientSecret: 'b' })
    await client.receipts.keys().catch((error) => console.log(error.name))`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', source]
  const child = spawn(process.execPath, args, { cwd: new URL('../..', import.meta.url) })
  onTestFinished(() => void child.kill())
  const printed: string[] = []
  child.stdout.on('data', (chunk) => printed.push(String(chunk)))
  child.stderr.on('data', (chunk) => printed.push(String(chunk)))
  expect(await once(child, 'close')).toEqual([0, null])
  expect(printed.join('')).toBe('NotFoundError\n')
})
