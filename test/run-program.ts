import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program as a user would save it, by the package's public names. Answers what it prints. */
export function runProgram(source: string): string {
  const args = ['--no-warnings', '--input-type=module', '--eval', source]
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
}
