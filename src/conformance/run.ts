/** Runs the cases, one after the other: they share the implementation's companies and its clock. */
import { ArgumentError } from '../errors.js'
import { Broken, type Case, type Need, Skipped } from './case.js'
import { cases as allCases } from './cases/index.js'
import { createCompany } from './company.js'
import { createContext } from './context.js'
import { type ConformanceOptions, type ConformanceSettings, readOptions } from './options.js'
import type { ConformanceCaseResult, ConformanceResult } from './result.js'
import { dispatcherSender, fetchSender } from './sender.js'

/**
 * Checks an implementation of the contract. Cases file complaints, answer them and create webhook endpoints in the
 * given companies, and the hooks may move domain time by weeks: use companies that are there for this alone.
 *
 * @throws ArgumentError an option is wrong
 * @throws the reason of `signal` when it is aborted
 * @example
 * const result = await runConformance({ baseUrl, companies: [{ clientId, privateKey }], hooks: { file, receive } })
 * console.log(toText(result))
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceResult> {
  const settings = readOptions(options)
  const chosen = chooseCases(options.only)
  const { origin, hooks, deliveryTimeoutMs } = settings
  const sender = options.fetch
    ? fetchSender(origin, options.fetch)
    : dispatcherSender(origin, options.dispatcher)
  let signal = options.signal ?? new AbortController().signal
  const signalOf = () => signal
  const companies = settings.companies.map((each) => createCompany(each, sender, signalOf))
  const cases: ConformanceCaseResult[] = []
  try {
    for (const each of chosen) {
      options.signal?.throwIfAborted()
      const controller = new AbortController()
      signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal
      const run = async () => {
        const { context, end } = createContext({ origin, companies, hooks, deliveryTimeoutMs, signalOf })
        try {
          await each.run(context)
        } finally {
          await end()
        }
      }
      cases.push(await runCase(each, settings, run, controller))
    }
    options.signal?.throwIfAborted()
  } finally {
    await sender.close()
  }
  const count = (status: string) => cases.filter((each) => each.status === status).length
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), cases }
}

async function runCase(
  each: Case,
  settings: ConformanceSettings,
  run: () => Promise<void>,
  controller: AbortController,
): Promise<ConformanceCaseResult> {
  const { id, title } = each
  const result = { id, title, clause: `docs/contract.md, ${each.clause}` }
  const missing = each.needs?.map((need) => reasonAgainst(need, settings)).find(Boolean)
  if (missing) return { ...result, status: 'skipped', durationMs: 0, reason: missing }
  const startedAt = performance.now()
  const took = () => Math.round(performance.now() - startedAt)
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Broken(title, `an end within ${settings.caseTimeoutMs} ms`, 'none')
      reject(error)
      controller.abort(error)
    }, settings.caseTimeoutMs)
  })
  try {
    await Promise.race([run(), timeout])
    return { ...result, status: 'passed', durationMs: took() }
  } catch (error) {
    if (error instanceof Skipped) {
      return { ...result, status: 'skipped', durationMs: took(), reason: error.message }
    }
    return { ...result, status: 'failed', durationMs: took(), failure: describeFailure(title, error) }
  } finally {
    clearTimeout(timer)
  }
}

/** Messages of foreign errors are left out: nobody knows what stands in them. */
function describeFailure(title: string, error: unknown) {
  if (error instanceof Broken) return { what: error.what, expected: error.expected, seen: error.seen }
  const name = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code).slice(0, 60)}` : ''
  return { what: title, expected: 'an answer', seen: `${name}${code}` }
}

function reasonAgainst(need: Need, { companies, hooks }: ConformanceSettings): string | undefined {
  switch (need) {
    case 'second company':
      return companies.length > 1 ? undefined : 'a second company is needed in companies'
    case 'decryption key':
      return companies[0]?.decryptionKey ? undefined : 'companies[0].decryptionKey is not given'
    case 'private_key_jwt':
    case 'client_secret_basic': {
      const [first] = companies
      const method = first && 'privateKey' in first ? 'private_key_jwt' : 'client_secret_basic'
      return method === need ? undefined : `the first company authenticates with ${method}`
    }
    default:
      return hooks[need] ? undefined : `hooks.${need} is not given`
  }
}

function chooseCases(only: readonly string[] | undefined): readonly Case[] {
  if (only === undefined) return allCases
  const fits = (each: Case, name: string) => each.id === name || each.id.startsWith(`${name}.`)
  const unknown = only.find((name) => !allCases.some((each) => fits(each, name)))
  if (unknown !== undefined) {
    throw new ArgumentError(
      `only: "${String(unknown).slice(0, 60)}" is neither a case nor a topic; conformanceCases lists them.`,
    )
  }
  return allCases.filter((each) => only.some((name) => fits(each, name)))
}
