import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** What each room may import: docs/architecture.md. `''` stands for the files at the root of src. */
const mayImport: Record<string, readonly string[]> = {
  '': ['', 'client', 'contract'],
  contract: [''],
  calendar: [''],
  client: ['', 'contract'],
  webhooks: ['', 'contract'],
  inbox: ['', 'contract'],
  platform: ['', 'contract', 'calendar', 'webhooks'],
  conformance: ['', 'contract', 'webhooks'],
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
/** What stands behind `from`, `import` or `import(` at the place of a statement or a call. */
const imported = /(?:^(?:import|export)\b[^'"]*?\bfrom |^import |\bimport\()'([^']+)'/gm
const roomOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] ?? '') : '')

/** Files that a file imports, types and dynamic imports included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  const specifiers = [...text.matchAll(imported)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith('.'))
  return specifiers.map((specifier) =>
    relative(src, resolve(src, dirname(file), specifier)).replace(/\.js$/, '.ts'),
  )
}

/** The same without what disappears when compiled: circles of types do no harm. */
function loadedBy(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  const statements = [
    ...text.matchAll(/^(?:import|export)\s(?!type\b)([^'";]*?)from '(\.[^']+)'|^import '(\.[^']+)'/gm),
  ]
  return statements
    .filter(([, names = '']) => !/^\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\s*\}\s*$/.test(names))
    .map(([, , specifier, bare]) =>
      relative(src, resolve(src, dirname(file), specifier ?? bare ?? '')).replace(/\.js$/, '.ts'),
    )
}

describe('the rooms of src', () => {
  it('reads every file', () => {
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) for (const target of importsOf(file)) expect(files).toContain(target)
  })

  it.each(files)('%s imports only what its room may', (file) => {
    const room = roomOf(file)
    const allowed = [room, ...(mayImport[room] ?? [])]
    expect(Object.keys(mayImport)).toContain(room)
    const others = importsOf(file).filter((target) => !allowed.includes(roomOf(target)))
    expect(others).toEqual([])
  })

  it('keeps files of the root free of rooms, but for the entry', () => {
    const roots = files.filter((file) => roomOf(file) === '' && file !== 'index.ts')
    for (const file of roots) expect(importsOf(file).map(roomOf).filter(Boolean)).toEqual([])
  })

  it('lets the platform use nothing of webhooks but signing and keys', () => {
    const used = files
      .filter((file) => roomOf(file) === 'platform')
      .flatMap(importsOf)
      .filter((target) => roomOf(target) === 'webhooks')
    for (const target of used) expect(target).toMatch(/webhooks.(sign|keys|secrets?|key-pair)\.ts$/)
  })

  it('lets conformance use nothing of webhooks but verification, secrets and keys', () => {
    const used = files
      .filter((file) => roomOf(file) === 'conformance')
      .flatMap(importsOf)
      .filter((target) => roomOf(target) === 'webhooks')
    for (const target of used) expect(target).toMatch(/webhooks.(verify-signature|secret|key-pair)\.ts$/)
  })

  it('is drawn in docs/architecture.md as it is', () => {
    const page = readFileSync(join(src, '../docs/architecture.md'), 'utf8')
    const rows = [...page.matchAll(/^\| ([a-z, ]+) \| .* \| .* \|$/gm)].flatMap(([, rooms = '']) =>
      rooms.split(', '),
    )
    const rooms = Object.keys(mayImport).map((room) => room || 'files at the root of src')
    expect(rows).toEqual(['room', ...rooms])
  })

  it("has the platform's folders in docs/architecture.md, and no other", () => {
    const page = readFileSync(join(src, '../docs/architecture.md'), 'utf8')
    const section = /^## In the platform$(.*?)^## /ms.exec(page)?.[1] ?? ''
    const told = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    )
    const folders = readdirSync(join(src, 'platform'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(told.sort()).toEqual(folders.sort())
  })

  it('has no circle', () => {
    const circles: string[][] = []
    const done = new Set<string>()
    const visit = (file: string, path: string[]) => {
      const start = path.indexOf(file)
      if (start >= 0) return void circles.push([...path.slice(start), file])
      if (done.has(file)) return
      for (const target of loadedBy(file)) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })

  it('names a package only where the design allows it', () => {
    const runtime = ['undici', 'zod', 'jose', 'eventemitter3']
    /** Optional peers, each in the one file that needs it. */
    const peers: Record<string, string> = { 'platform/faces/msw.ts': 'msw' }
    for (const file of files) {
      const text = readFileSync(join(src, file), 'utf8')
      const packages = [...text.matchAll(imported)]
        .map(([, name = '']) => name)
        .filter((name) => !name.startsWith('.'))
      for (const name of packages) {
        const isAllowed = name.startsWith('node:') || runtime.includes(name) || peers[file] === name
        expect(isAllowed, `${file} imports ${name}`).toBe(true)
      }
    }
  })
})
