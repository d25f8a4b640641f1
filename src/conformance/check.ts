/** Checks that cases are made of. Each throws {@link Broken}, and says what was expected and what was seen. */
import type { z } from 'zod'
import { canonicalJson } from '../contract/canonical-json.js'
import { fieldErrors } from '../contract/field-errors.js'
import { type ProblemCode, problem, problems } from '../contract/problem.js'
import type { Answer } from './answer.js'
import { Broken } from './case.js'
import { show } from './show.js'

/** @throws Broken unless `holds` */
export function check(what: string, holds: boolean, expected: string, seen: unknown): asserts holds {
  if (!holds) throw new Broken(what, expected, show(seen))
}

/** Compared as JSON; what is absent equals null. @throws Broken */
export function checkEqual(what: string, seen: unknown, expected: unknown): void {
  check(what, canonical(seen) === canonical(expected), show(expected), seen)
}

function canonical(value: unknown): string {
  return canonicalJson(Array.isArray(value) ? value.map((item: unknown) => item ?? null) : (value ?? null))
}

/** @throws Broken, naming the problem that came instead */
export function checkStatus(answer: Answer, ...expected: readonly number[]): void {
  if (expected.includes(answer.status)) return
  const { data } = problem.safeParse(answer.json)
  const code = data ? ` ${show(data.code)}` : ''
  throw new Broken(`Status of ${answer.request}`, expected.join(' or '), `${answer.status}${code}`)
}

/** The answer's JSON by its schema of the contract. @throws Broken */
export function read<S extends z.ZodType>(answer: Answer, schema: S, status = 200): z.output<S> {
  checkStatus(answer, status)
  const type = answer.header('content-type') ?? ''
  check(`Content-Type of ${answer.request}`, /^application\/(?:[\w.-]+\+)?json\b/i.test(type), 'JSON', type)
  return readValue(`Answer of ${answer.request}`, answer.json, schema)
}

/** @throws Broken, with the pointers that do not fit */
export function readValue<S extends z.ZodType>(what: string, value: unknown, schema: S): z.output<S> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const wrong = fieldErrors(error).map(({ pointer, code }) => `${pointer || 'the whole'} ${code}`)
  throw new Broken(what, 'what the contract’s schema says', wrong.slice(0, 10).join(', '))
}

/** The RFC 9457 document of a refusal. @throws Broken unless it is this one, told as the contract says */
export function checkProblem(answer: Answer, ...codes: readonly ProblemCode[]): z.output<typeof problem> {
  const [code = 'internal_error'] = codes
  checkStatus(answer, ...codes.map((each) => problems[each].status))
  const type = answer.header('content-type') ?? ''
  check(
    `Content-Type of a refusal of ${answer.request}`,
    /^application\/problem\+json\b/i.test(type),
    'application/problem+json',
    type,
  )
  const document = readValue(`Problem of ${answer.request}`, answer.json, problem)
  check(
    `Code of a refusal of ${answer.request}`,
    codes.some((each) => each === document.code),
    codes.map((each) => show(each)).join(' or '),
    document.code,
  )
  checkEqual(`Member status of a refusal of ${answer.request}`, document.status, problems[code].status)
  return document
}

/** @throws Broken unless the refusal names this member */
export function checkPointer(answer: Answer, pointer: string): void {
  const { errors = [] } = checkProblem(answer, 'validation_failed')
  const pointers = errors.map((each) => each.pointer)
  check(`Pointers of ${answer.request}`, pointers.includes(pointer), `one of them ${show(pointer)}`, pointers)
}

/** @throws Broken when a value is missing that the case goes on with */
export function present<T>(what: string, value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Broken(what, 'a value', show(value))
  return value
}
