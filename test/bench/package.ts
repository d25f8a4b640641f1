import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measurement } from './main.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const runs = 9

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** Milliseconds that an import takes in a new process, the start of Node not counted: the median. */
function timeImport(name: string): number {
  const program = `
    const start = performance.now()
    await import(${JSON.stringify(name)})
    console.log(performance.now() - start)`
  const times = Array.from({ length: runs }, () =>
    Number(run(process.execPath, ['--no-warnings', '--input-type=module', '--eval', program])),
  )
  return times.sort((one, other) => one - other)[(runs - 1) / 2] ?? Number.NaN
}

/** What the built package weighs, and how long each entry takes to import. */
export async function bench(): Promise<Measurement[]> {
  const { exports }: { exports: object } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'))
  const [packed]: { size: number; unpackedSize: number; entryCount: number }[] = JSON.parse(
    run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']),
  )
  if (packed === undefined) throw new Error('npm pack listed nothing')
  return [
    { name: 'the packed tarball', value: packed.size / 1024, unit: 'KiB' },
    { name: 'the package, unpacked', value: packed.unpackedSize / 1024, unit: 'KiB' },
    { name: 'files in the package', value: packed.entryCount, unit: 'files' },
    ...entries.map((entry) => {
      const name = entry.replace(/^\./, 'tousu')
      return { name: `import ${name}, Node ${process.versions.node}`, value: timeImport(name), unit: 'ms' }
    }),
  ]
}
