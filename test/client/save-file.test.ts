import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { planFile, saveFile } from '../../src/client/save-file.js'
import { type Reply, reset } from './support/fake-platform.js'
import { makeComplaint, sha256OfAbc } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

/** What `link` and `copyFile` fail with, as on a file system without links; undefined: they work. */
const broken: { link?: string | undefined; copyFile?: string | undefined } = {}
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  return {
    ...real,
    link: (from: string, to: string) => (broken.link ? refuse(broken.link) : real.link(from, to)),
    copyFile: (...args: Parameters<typeof real.copyFile>) =>
      broken.copyFile ? refuse(broken.copyFile) : real.copyFile(...args),
  }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tousu-save-'))
})
afterEach(() => {
  broken.link = undefined
  broken.copyFile = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}
const save = async (
  to: string,
  content: AsyncGenerator<Uint8Array> = bytes('a', 'bc'),
  overwrite = false,
) => {
  const destination = await planFile(to, overwrite)
  return saveFile(destination, destination.name ?? 'ours.png', content)
}

describe('a file on its way', () => {
  it('stands under a short random name of its own, for the owner only, until it is whole', async () => {
    const seen: string[] = []
    async function* watched() {
      yield Buffer.from('a')
      const [name = ''] = readdirSync(folder)
      seen.push(name)
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
      yield Buffer.from('bc')
    }
    for (const name of ['1.png', '2.png']) {
      expect(await save(join(folder, name), watched())).toEqual({ path: join(folder, name), size: 3 })
      rmSync(join(folder, name))
    }
    for (const name of seen) expect(name).toMatch(/^\.tousu-[0-9a-f]{8}$/)
    expect(new Set(seen).size).toBe(2)
  })

  it('may have a name as long as a file system allows', async () => {
    const name = `${'n'.repeat(251)}.png`
    await save(join(folder, name))
    expect(readdirSync(folder)).toEqual([name])
  })

  it('is gone when its source fails, and what stood there stays', async () => {
    writeFileSync(join(folder, 'a.png'), 'older')
    async function* failing() {
      yield Buffer.from('a')
      throw new Error('cut')
    }
    for (const name of ['a.png', 'b.png']) {
      await expect(save(join(folder, name), failing(), true)).rejects.toThrow('cut')
    }
    expect(readdirSync(folder)).toEqual(['a.png'])
    expect(readFileSync(join(folder, 'a.png'), 'utf8')).toBe('older')
  })

  it('does not replace one that came meanwhile', async () => {
    async function* racing() {
      yield Buffer.from('abc')
      writeFileSync(join(folder, 'a.png'), 'theirs')
    }
    expect(await failure(save(join(folder, 'a.png'), racing()))).toMatchObject({
      name: 'FileError',
      message: 'The file exists already: give another `to`, or overwrite: true.',
    })
    expect(readdirSync(folder)).toEqual(['a.png'])
    expect(readFileSync(join(folder, 'a.png'), 'utf8')).toBe('theirs')
  })

  it('does not go through a link to nowhere', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.png'))
    expect(await failure(save(join(folder, 'link.png')))).toMatchObject({ name: 'FileError' })
    await save(join(folder, 'link.png'), bytes('abc'), true)
    expect(readFileSync(join(folder, 'link.png'), 'utf8')).toBe('abc')
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  it('does not replace a folder, told to overwrite or not', async () => {
    mkdirSync(join(folder, 'there', 'ours.png'), { recursive: true })
    for (const overwrite of [false, true]) {
      expect(await failure(save(join(folder, 'there'), bytes('abc'), overwrite))).toMatchObject({
        name: 'FileError',
      })
    }
    expect(readdirSync(join(folder, 'there'))).toEqual(['ours.png'])
  })
})

describe('where the file system has no links', () => {
  it.each(['EPERM', 'ENOTSUP', 'EXDEV'])('(%s) it is copied, still over nothing', async (code) => {
    broken.link = code
    const to = join(folder, 'a.png')
    await save(to)
    expect(readFileSync(to, 'utf8')).toBe('abc')
    expect(statSync(to).mode & 0o777).toBe(0o600)
    async function* racing() {
      yield Buffer.from('abc')
      writeFileSync(join(folder, 'b.png'), 'theirs')
    }
    expect(await failure(save(join(folder, 'b.png'), racing()))).toMatchObject({ name: 'FileError' })
    expect(readFileSync(join(folder, 'b.png'), 'utf8')).toBe('theirs')
    expect(readdirSync(folder)).toEqual(['a.png', 'b.png'])
  })

  it('and no room, it says so and leaves nothing', async () => {
    broken.link = 'EPERM'
    broken.copyFile = 'ENOSPC'
    expect(await failure(save(join(folder, 'a.png')))).toMatchObject({
      name: 'FileError',
      message: expect.stringContaining('ENOSPC'),
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a download to a path', () => {
  const route = 'GET /v1/complaints/cmp_1/evidence/evd_1'
  const headers = { 'content-type': 'image/png', etag: `"${sha256OfAbc}"` }
  const abc: Reply = { headers, body: 'abc' }
  const to = () => join(folder, 'a.png')

  it('that is aborted on the way leaves nothing', async () => {
    const { platform, client } = await setUp()
    const controller = new AbortController()
    platform.on(route, (_, response) => {
      response.writeHead(200, headers).write('a', () => controller.abort())
      return undefined
    })
    const saving = client.complaints.downloadEvidence('cmp_1', 'evd_1', {
      to: to(),
      signal: controller.signal,
    })
    expect(await failure(saving)).toMatchObject({ name: 'AbortedError' })
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]))
  })

  it('that was refused and is repeated is written once, whole', async () => {
    const { platform, client } = await setUp()
    platform.on(route, { status: 503 }, reset, abc)
    await client.complaints.downloadEvidence('cmp_1', 'evd_1', { to: to() })
    expect(readFileSync(to(), 'utf8')).toBe('abc')
    expect(readdirSync(folder)).toEqual(['a.png'])
  })

  it.each([
    [3, true],
    [2, false],
  ])('in pieces, of 3 bytes where %d are allowed', async (maxFileBytes, done) => {
    const { platform, client } = await setUp({ maxFileBytes, retry: { repeats: 0 } })
    platform.on(route, (_, response) => {
      response.writeHead(200, headers).write('ab')
      response.end('c')
      return undefined
    })
    const saving = client.complaints.downloadEvidence('cmp_1', 'evd_1', { to: to() })
    if (done) expect((await saving).size).toBe(3)
    else await expect(saving).rejects.toThrow(`larger than ${maxFileBytes} bytes (maxFileBytes)`)
    expect(readdirSync(folder)).toEqual(done ? ['a.png'] : [])
  })

  it.each([
    ['image/png', 'png'],
    ['text/plain; charset=utf-8', 'txt'],
    ['IMAGE/JPEG', 'jpg'],
    ['application/x-sh', 'bin'],
    ['../../x', 'bin'],
  ])('of %s into a folder ends in .%s', async (contentType, extension) => {
    const { platform, client } = await setUp()
    platform.on(route, { ...abc, headers: { ...headers, 'content-type': contentType } })
    const { path } = await client.complaints.downloadEvidence(makeComplaint(), 'evd_1', { to: folder })
    expect(path).toBe(join(folder, `TS2026092400000017-1.${extension}`))
  })

  it('into a folder, of a file that the complaint does not list, is named by its id', async () => {
    const { platform, client } = await setUp()
    platform.on(route, abc)
    const complaint = makeComplaint({ evidence: [], number: 'x'.repeat(300) })
    const { path } = await client.complaints.downloadEvidence(complaint, 'evd_1', { to: folder })
    expect(path).toBe(join(folder, `${'x'.repeat(64)}-evd_1.png`))
  })
})
