import { type ExecFileSyncOptionsWithStringEncoding, execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const full = process.env['TOUSU_TIER'] === 'full'
const manifest: {
  type: string
  sideEffects: boolean
  exports: Record<string, Record<string, string> | string>
  dependencies: object
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'))
const specifierOf = (entry: string) => entry.replace(/^\./, 'tousu')

/** Runs a program in a process of its own, in `folder`, and answers what it printed as JSON. */
function run(folder: string, source: string, type: 'module' | 'commonjs' = 'module'): unknown {
  const args = ['--no-warnings', `--input-type=${type}`, '--eval', source]
  return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }))
}

/** What a command prints, also when it fails. */
function printed(command: string, args: string[], folder: string): string {
  const { stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  return `${error ?? ''}${stdout}${stderr}`
}

/** Every file and package that importing `file` loads at once; dynamic imports are left out. */
function staticImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, name = ''] of text.matchAll(
    /^(?:import|export)\b(?:[^'"()]*?\bfrom)?\s*["']([^"']+)["']/gm,
  )) {
    if (name.startsWith('.')) staticImports(join(dirname(file), name), found)
    else found.add(name)
  }
  return found
}

describe('the package', () => {
  it('has four runtime dependencies', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['eventemitter3', 'jose', 'undici', 'zod'])
  })

  it('is ESM alone, without side effects, and has types for every entry', () => {
    expect(manifest).toMatchObject({ type: 'module', sideEffects: false, license: 'MIT' })
    for (const entry of entries) {
      const conditions = manifest.exports[entry]
      expect(Object.keys(conditions ?? {})).toEqual(['types', 'default'])
      const [types, code] = Object.values(conditions ?? {})
      expect(types).toBe(code?.replace(/\.js$/, '.d.ts'))
      expect(existsSync(join(root, code ?? '')), code).toBe(true)
    }
  })

  it.each(entries)('%s can be imported and required by its public name', (entry) => {
    const name = JSON.stringify(specifierOf(entry))
    const imported = run(root, `console.log(JSON.stringify(Object.keys(await import(${name})).sort()))`)
    expect(imported).not.toEqual([])
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    expect(major > 20 || minor >= 19, 'require of ES modules needs Node 20.19').toBe(true)
    const required = run(
      root,
      `console.log(JSON.stringify(Object.keys(require(${name})).filter((key) => key !== '__esModule').sort()))`,
      'commonjs',
    )
    expect(required).toEqual(imported)
  })

  it('has the OpenAPI document as `tousu/openapi.json`, as `openapi()` makes it', () => {
    const same = run(
      root,
      `import { createRequire } from 'node:module'
       import { openapi } from 'tousu/contract'
       const document = createRequire(import.meta.url)('tousu/openapi.json')
       console.log(JSON.stringify(JSON.stringify(document) === JSON.stringify(openapi())))`,
    )
    expect(same).toBe(true)
  })

  it('has one copy of each error class, whichever entry it comes from', () => {
    const same = run(
      root,
      `import { TousuError, isTousuError } from 'tousu'
       import { WebhookVerificationError } from 'tousu/webhooks'
       import { addWorkingDays } from 'tousu/calendar'
       let caught
       try { addWorkingDays('2026-02-30', 1) } catch (error) { caught = error }
       console.log(JSON.stringify([caught instanceof TousuError, isTousuError(caught),
         WebhookVerificationError.prototype instanceof TousuError]))`,
    )
    expect(same).toEqual([true, true, true])
  })

  it.each(['index.js', 'webhooks/index.js', 'webhooks/express.js', 'calendar/index.js'])(
    'dist/%s loads none of zod, jose and undici before they are needed',
    (entry) => {
      const loaded = [...staticImports(join(root, 'dist', entry))].filter((name) => !name.startsWith(root))
      expect(loaded.filter((name) => !['eventemitter3', 'node:util'].includes(name))).toEqual([])
    },
  )

  it('packs nothing but dist and the papers', () => {
    const listed: { files: { path: string }[] }[] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    )
    const others = (listed[0]?.files ?? [])
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('dist/'))
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md', 'package.json'])
  })
})

describe.skipIf(!full)('the packed tarball in an empty folder (full tier)', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tousu-package-'))
    const options: ExecFileSyncOptionsWithStringEncoding = { cwd: folder, encoding: 'utf8', stdio: 'pipe' }
    const packed = execFileSync('npm', ['pack', root, '--ignore-scripts', '--silent'], options).trim()
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `./${packed}`], options)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('installs four packages besides itself', () => {
    const lock: { packages: Record<string, unknown> } = JSON.parse(
      readFileSync(join(folder, 'package-lock.json'), 'utf8'),
    )
    const installed = Object.keys(lock.packages).filter(Boolean)
    expect(installed.sort()).toEqual([
      'node_modules/eventemitter3',
      'node_modules/jose',
      'node_modules/tousu',
      'node_modules/undici',
      'node_modules/zod',
    ])
  })

  it.each([
    ['5.4', 'ES modules', ['esm.mts']],
    // TypeScript knows from 5.8 on that `require` loads ES modules.
    ['5.8', 'ES modules and CommonJS files', ['esm.mts', 'commonjs.cts']],
    ['latest', 'ES modules and CommonJS files', ['esm.mts', 'commonjs.cts']],
  ])('has declarations that TypeScript %s takes whole, from %s', (version, _, files) => {
    const program = mkdtempSync(join(folder, 'types-'))
    for (const file of [...files, 'tsconfig.json']) {
      cpSync(join(root, 'test/types/consumer', file), join(program, file))
    }
    const compiler = ['-y', '-p', `typescript@${version}`, 'tsc', '-p', program]
    const args = [...compiler, '--typeRoots', join(root, 'node_modules/@types')]
    expect(printed('npx', args, folder)).toBe('')
  })

  it.each(['module', 'commonjs'] as const)('does the main job from %s', (type) => {
    const load =
      type === 'module'
        ? `const { TousuClient } = await import('tousu'); const { createPlatform } = await import('tousu/platform');`
        : `const { TousuClient } = require('tousu'); const { createPlatform } = require('tousu/platform');`
    const work = `
      const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00' })
      const enterprise = await platform.registerEnterprise({ name: '示例网络', authentication: 'private_key_jwt' })
      const client = new TousuClient({ baseUrl: platform.url, clientId: enterprise.clientId,
        privateKey: enterprise.privateKey, dispatcher: platform.dispatcher })
      const person = platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' })
      const { complaintId } = await person.file({ enterpriseId: enterprise.id, title: '无法退款',
        description: '申请退款后一直没有人处理，客服电话无人接听。', demand: '退款', category: '服务功能' })
      const complaint = await client.complaints.retrieve(complaintId)
      const answer = await client.complaints.respond(complaint, { type: 'final', outcome: 'resolved',
        statement: '您好，款项已原路退回，请注意查收。' })
      console.log(JSON.stringify([complaint.deadline.dueDate, answer.onTime]))
      await client.close()
      await platform.close()`
    const source = type === 'module' ? load + work : `(async () => { ${load} ${work} })()`
    expect(run(folder, source, type)).toEqual(['2026-10-15', true])
  })
})
