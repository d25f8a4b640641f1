/** A random life of a platform: people file, companies answer or do not, operators decide, and time passes. */
import { acknowledge } from '../../../src/platform/acts/acknowledge.js'
import { appeal } from '../../../src/platform/acts/appeal.js'
import { contest, decideContestation } from '../../../src/platform/acts/contest.js'
import { decideExtension, requestExtension } from '../../../src/platform/acts/extend.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { redact } from '../../../src/platform/acts/redact.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { markDuplicate, reassign } from '../../../src/platform/acts/review.js'
import { withdraw } from '../../../src/platform/acts/withdraw.js'
import { createRandom } from '../../../src/platform/random.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import type { ComplaintRecord, Enterprise } from '../../../src/platform/state.js'
import { answering, createCore, fileOne, finalAnswer, type TestCore } from '../core/setup.js'

const decision = { actor: 'operator-3', note: '经核实，处理如上。' }

export interface Life {
  readonly core: TestCore
  /** One more complaint, and some acts on those that are there. */
  step(): Promise<void>
  /** Whether a round is a repeat, by a look at all complaints at the moment of its assignment. */
  isRepeat(record: ComplaintRecord, enterpriseId: string, assignedAt: number): boolean
}

export function createLife(seed: number, now: string): Life {
  const core = createCore(now)
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('nothing to pick')
    return found
  }
  const companies = Array.from({ length: 6 }, (_, index): Enterprise => {
    const services = Array.from({ length: index % 3 }, (__, which) => ({ name: `服务 ${which}` }))
    const { id } = registerEnterprise(core, { name: `示例公司 ${index}`, services })
    const enterprise = core.state.enterprises.get(id)
    if (!enterprise) throw new Error('no company')
    return enterprise
  })
  const people = Array.from({ length: 150 }, (_, index) => ({
    name: '张小明',
    document: { type: 'passport' as const, number: `E0000${1_000 + index}` },
    phone: '10012345678',
  }))
  const repeats = new Map<string, boolean>()
  const filedBy = new Map<string, ComplaintRecord[]>()

  /** By a walk over all complaints of the person, before the act changes them. */
  function noteAssignment(
    of: Pick<ComplaintRecord, 'filedAt' | 'person' | 'kind'>,
    to: Enterprise,
    service: string | null,
  ) {
    const day = (time: number) => Math.floor((time + 8 * 3_600_000) / 86_400_000)
    const before = filedBy
      .get(of.person?.document.number ?? '')
      ?.some(
        ({ kind, person, enterpriseId, serviceId, closure }) =>
          of.kind === 'complaint' &&
          kind === 'complaint' &&
          person !== null &&
          enterpriseId === to.id &&
          serviceId === service &&
          closure !== null &&
          closure.at <= of.filedAt &&
          day(of.filedAt) - day(closure.at) <= 30,
      )
    return (record: ComplaintRecord) =>
      repeats.set(`${record.id} ${to.id} ${record.assignedAt}`, before === true)
  }

  function fileAnother(): ComplaintRecord {
    const enterprise = pick(companies)
    const person = pick(people)
    const kind = random() < 0.1 ? 'report' : 'complaint'
    const serviceId = enterprise.services.length > 0 && random() < 0.8 ? pick(enterprise.services).id : null
    const note = noteAssignment({ filedAt: core.clock.now(), person, kind }, enterprise, serviceId)
    const category = pick(['service_function', 'customer_service_channel', 'personal_information', 'other'])
    const record = fileOne(core, enterprise, { kind, person, serviceId, category })
    note(record)
    const { number } = person.document
    filedBy.set(number, [...(filedBy.get(number) ?? []), record])
    return record
  }

  const moveTo = (record: ComplaintRecord, act: (to: Enterprise) => void) => {
    const to = pick(companies)
    const note = noteAssignment(record, to, null)
    act(to)
    if (record.enterpriseId === to.id && record.status === 'assigned') note(record)
  }

  const acts: readonly ((record: ComplaintRecord) => void)[] = [
    (record) => acknowledge(core, record, null),
    ...Array.from({ length: 4 }, () => (record: ComplaintRecord) => {
      respond(core, record, finalAnswer, answering)
    }),
    ...Array.from({ length: 3 }, () => (record: ComplaintRecord) => {
      rate(core, record, { score: 1 + Math.floor(random() * 5), solved: random() < 0.6 })
    }),
    (record) => withdraw(core, record),
    (record) => appeal(core, record),
    (record) =>
      contest(
        core,
        record,
        { reason: pick(['not_our_service', 'duplicate']), statement: '与我司无关。' },
        null,
      ),
    (record) => requestExtension(core, record, { workingDays: 5, reason: '需要核对账单。' }, null),
    (record) => decideExtension(core, record, { ...decision, grant: random() < 0.5 }),
    (record) => decideContestation(core, record, { ...decision, uphold: false }),
    (record) => moveTo(record, (to) => decideContestation(core, record, { ...decision, uphold: true, to })),
    (record) => {
      if (random() < 0.2) moveTo(record, (to) => reassign(core, record, to, decision))
    },
    (record) => {
      if (random() < 0.1) markDuplicate(core, record, pick(recent), decision)
    },
    (record) => {
      if (random() < 0.1) redact(core, record, 'person')
    },
  ]

  const recent: ComplaintRecord[] = []
  return {
    core,
    async step() {
      await core.clock.advance({ seconds: Math.floor(random() * 6 * 3_600) })
      recent.push(fileAnother())
      if (recent.length > 120) recent.shift()
      for (let each = 0; each < 5; each += 1) {
        try {
          pick(acts)(pick(recent))
        } catch (error) {
          if (!(error instanceof RefusalError) && !(error instanceof Error && error.name === 'ArgumentError'))
            throw error
        }
      }
    },
    isRepeat: (record, enterpriseId, assignedAt) =>
      repeats.get(`${record.id} ${enterpriseId} ${assignedAt}`) ?? false,
  }
}
