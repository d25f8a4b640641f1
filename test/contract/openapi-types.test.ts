import { fileURLToPath } from 'node:url'
import openapiTypes, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { openapi } from '../../src/contract/index.js'

const folder = fileURLToPath(new URL('.', import.meta.url))
const usage = `
import type { components, operations, paths, webhooks } from './generated.js'
type Complaint = components['schemas']['Complaint']
type Answer = operations['respondToComplaint']['requestBody']['content']['application/json']
export const answer: Answer = { type: 'final', outcome: 'resolved', statement: '您好，款项已原路退回。' }
export const due = (complaint: Complaint): string | undefined => complaint.deadline?.dueDate
export const key: paths['/v1/complaints/{id}/acknowledgement']['post']['parameters']['header'] = { 'Idempotency-Key': '1' }
export const filters: operations['listComplaints']['parameters']['query'] = { status: ['assigned'], overdue: false, limit: 10 }
type Rated = webhooks['complaint.rated']['post']['requestBody']['content']['application/json']
export const score = (event: Rated): number => event.data.rating.score
// @ts-expect-error: a misspelt member
export const misspelt: Answer = { type: 'final', statment: '' }
`

it('makes types that compile and say what the contract says', async () => {
  const generated = astToString(await openapiTypes(JSON.stringify(openapi())))
  const files = new Map([
    [`${folder}generated.ts`, generated],
    [`${folder}usage.ts`, usage],
  ])
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name)
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, text, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const wrong = ts.getPreEmitDiagnostics(program)
  expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})
