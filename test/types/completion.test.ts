import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** A file beside this one that exists only while it is asked about. */
const file = fileURLToPath(new URL('completed.ts', import.meta.url))

/** What an editor offers at the `|` of a program. */
function complete(program: string): string[] {
  const position = program.indexOf('|')
  const text = program.replace('|', '')
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    types: ['node'],
  }
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const found = name === file ? text : ts.sys.readFile(name)
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
    },
    getCurrentDirectory: () => fileURLToPath(new URL('../..', import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
  })
  const completions = service.getCompletionsAtPosition(file, position, undefined)
  service.dispose()
  return (completions?.entries ?? []).map(({ name }) => name).sort()
}

describe('an editor', { timeout: 60_000 }, () => {
  it('offers the known values of an enum that is read, though others are taken', () => {
    const offered = complete(`
      import type { Complaint } from '../../src/contract/index.js'
      export const isOpen = (complaint: Complaint) => complaint.status === '|'`)
    expect(offered).toEqual(['assigned', 'closed', 'in_progress', 'responded'])
  })

  it('offers the types of events, the unknown one included', () => {
    const offered = complete(`
      import type { TousuEvent } from '../../src/contract/index.js'
      export const isRating = (event: TousuEvent) => event.type === '|'`)
    expect(offered).toContain('complaint.rated')
    expect(offered).toContain('unknown')
  })

  it('offers the members of what is written', () => {
    const offered = complete(`
      import type { ResponseInput } from '../../src/contract/index.js'
      export const answer: ResponseInput = { type: 'final', | }`)
    expect(offered).toEqual([
      'attachments',
      'basedOnRevision',
      'contactAttempts',
      'measures',
      'outcome',
      'statement',
    ])
  })
})
