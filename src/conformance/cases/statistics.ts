/** The company's own numbers, judged by what one act more does to them: others may stand beside it. */
import { statistics } from '../../contract/statistics.js'
import { final, respond, tryToRespond } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, checkStatus, present, read } from '../check.js'
import type { Company } from '../company.js'
import type { Context } from '../context.js'
import { addDays, secondsTo, shanghaiDate } from './working-days.js'

const clause = (rule: string) => `Numbers: ${rule}`

/** The numbers of one date of Asia/Shanghai. */
const numbersOf = async (company: Company, date: string, query = '') =>
  read(await company.call('GET', `/v1/enterprise/statistics?from=${date}&to=${date}${query}`), statistics)

type Decide = Pick<Context, 'company' | 'act'>

/** Holds that a complaint is out of scope: decided later. */
async function contest({ company }: Decide, id: string): Promise<void> {
  const body = { reason: 'out_of_scope', statement: '该事项不属于互联网信息服务。' }
  checkStatus(await company.call('POST', `/v1/complaints/${id}/contestations`, { body }), 201)
}

const uphold = ({ act }: Decide, id: string) =>
  act(id, { as: 'operator', do: 'decide_contestation', decision: 'upheld' })

export const statisticsCases: readonly Case[] = [
  {
    id: 'statistics.counts',
    title:
      'A round counts as received on the date of assignment and as answered on that of its final answer; a report never',
    clause: clause(
      'received counts rounds by the date of assignment, answered by the date of the final answer',
    ),
    needs: ['file'],
    async run({ company, file }) {
      const { id, assignedAt, category } = await file()
      const date = shanghaiDate(assignedAt)
      const count = async () => {
        const { total, groups } = await numbersOf(company, date, '&groupBy=category')
        const group = groups.find(({ key }) => key === category.code)
        return [total.received, total.answered, group?.received]
      }
      const [received = 0, answered = 0, ofCategory = 0] = await count()
      await respond(company, id, final)
      checkEqual('received, answered and those of the category, answered', await count(), [
        received,
        answered + 1,
        ofCategory,
      ])
      await file()
      const more = [received + 1, answered + 1, ofCategory + 1]
      checkEqual('The same after another filing', await count(), more)
      const { kind } = await file({ kind: 'report' })
      checkEqual('kind', kind, 'report')
      checkEqual('The same after a report', await count(), more)
      const wrong = await company.call('GET', '/v1/enterprise/statistics?groupBy=person')
      checkPointer(wrong, '#/query/groupBy')
    },
  },
]

/** This moves domain time by days. */
export const lateStatisticsCases: readonly Case[] = [
  {
    id: 'statistics.timely',
    title:
      'Rounds count by their due date once it has passed, in time or not; upheld contestations leave, whenever that is',
    clause: clause('rounds whose last due date is in the span and before the cut-off'),
    needs: ['file', 'act', 'advance'],
    async run(context) {
      const { company, file, advance } = context
      const [{ id, assignedAt, deadline }, { id: late }] = [await file(), await file()]
      const { dueDate } = present('deadline', deadline)
      const count = async () => {
        const { timely } = (await numbersOf(company, dueDate)).total
        return timely
      }
      for (const each of [id, late]) await contest(context, each)
      const { denominator: before } = await count()
      checkEqual('denominator of rounds that are not yet due', before, 0)
      await respond(company, id, final)
      await advance({ seconds: secondsTo(assignedAt, addDays(dueDate, 1), '12:00:00') })
      const due = await count()
      const { numerator, denominator, percent } = due
      check('denominator once due', denominator >= 2, '2 or more', denominator)
      checkEqual('percent, cut to two places', percent, Math.floor((10_000 * numerator) / denominator) / 100)
      checkStatus(await tryToRespond(company, late, final), 201)
      checkEqual('numerator after a late answer', (await count()).numerator, numerator)
      await uphold(context, late)
      const withoutLate = await count()
      checkEqual(
        'numerator, denominator without the late one',
        [withoutLate.numerator, withoutLate.denominator],
        [numerator, denominator - 1],
      )
      await uphold(context, id)
      const without = await count()
      checkEqual(
        'numerator, denominator without both',
        [without.numerator, without.denominator],
        [numerator - 1, denominator - 2],
      )
    },
  },
]
