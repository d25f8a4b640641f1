import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFileChunks } from '../../src/client/file-chunks.js'
import { setUp } from './support/setup.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tousu-chunks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const chunk = 64 * 1024

describe('a file read piece by piece', () => {
  it.each([0, 1, chunk - 1, chunk, chunk + 1, 17 * chunk, 40 * chunk + 3])(
    'of %d bytes gives each byte once, whether memory serves again or not',
    async (size) => {
      const path = join(folder, 'a.txt')
      const content = randomBytes(size)
      writeFileSync(path, content)
      for (const recycle of [true, false]) {
        const hash = createHash('sha256')
        const memory = new Set<ArrayBufferLike>()
        for await (const piece of readFileChunks(path, recycle)) {
          hash.update(piece)
          memory.add(piece.buffer)
        }
        expect(hash.digest()).toEqual(createHash('sha256').update(content).digest())
        const pieces = Math.ceil(size / chunk)
        expect(memory.size).toBe(recycle ? Math.min(pieces, 16) : pieces)
      }
    },
  )

  it('arrives as it was over a real connection', async () => {
    const { platform, client } = await setUp()
    const path = join(folder, 'a.txt')
    const content = randomBytes(100 * chunk + 1)
    writeFileSync(path, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    platform.on('POST /v1/attachments', ({ body }) => {
      expect(body.equals(content)).toBe(true)
      const size = body.length
      return { status: 201, body: { id: 'att_1', name: 'a.txt', contentType: 'text/plain', size, sha256 } }
    })
    expect((await client.attachments.upload(path)).sha256).toBe(sha256)
  })
})
