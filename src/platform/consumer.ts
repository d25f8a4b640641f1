/** A person, acting in process: what `platform.consumer(…)` gives. */
import { shanghaiDateOf } from '../calendar/index.js'
import { limits } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { type Filed, file } from './acts/file.js'
import { type RatingInput, rate } from './acts/rate.js'
import { checkText } from './check-text.js'
import type { Core } from './core.js'
import { documentKey } from './documents.js'
import { type FilingInput, readFiling } from './filing-checks.js'
import { askNameCheck } from './name-check.js'
import { type OwnComplaint, showToPerson } from './own-complaint.js'
import { checkPerson, type PersonInput } from './person-checks.js'
import { RefusalError } from './refusal.js'
import type { ComplaintRecord } from './state.js'

export type { FilingInput } from './filing-checks.js'
export type { OwnComplaint, OwnResponse } from './own-complaint.js'

/** A person who files complaints, follows and rates them. */
export interface Consumer {
  /**
   * 投诉: files, and the complaint is assigned to the company in the same act.
   *
   * @throws ArgumentError a member is wrong; nothing was filed
   * @throws RefusalError a file is not what it claims to be, or of a type or size that is not accepted;
   * name_mismatched: name and document do not belong together
   * @example
   * const { complaintId } = await person.file({
   *   enterpriseId: enterprise.id,
   *   title: '会员到期后被自动续费',
   *   description: '会员到期后未收到任何提醒即被扣款 25 元。',
   *   category: '服务功能',
   * })
   */
  file(input: FilingInput): Promise<Filed>
  /**
   * How a complaint of this person stands.
   *
   * @throws RefusalError not_found: not a complaint of this person
   */
  retrieve(complaintId: string): Promise<OwnComplaint>
  /**
   * 评价: rates the final answer, which closes the complaint.
   *
   * @throws ArgumentError a member is wrong
   * @throws RefusalError not_responded: nothing to rate; complaint_closed: rated already, or not in time
   */
  rate(complaintId: string, rating: RatingInput): Promise<OwnComplaint>
}

/** @throws ArgumentError name, document or phone is wrong; the message never repeats them */
export function createConsumer(core: Core, given: PersonInput): Consumer {
  const person = checkPerson(given, shanghaiDateOf(core.clock.now()))
  const find = (id: string): ComplaintRecord => {
    const record = core.state.complaints.get(id)
    const isOwn = record?.person && documentKey(record.person.document) === documentKey(person.document)
    if (!isOwn) throw new RefusalError('not_found')
    return record
  }
  return {
    async file(input) {
      const enterprise = core.state.enterprises.get(input.enterpriseId)
      if (!enterprise) {
        throw new ArgumentError(
          'enterpriseId is not a company of this platform: use the id that registerEnterprise gave.',
        )
      }
      const filing = readFiling(core, enterprise, person, input)
      const asked = askNameCheck(core.nameCheck, person)
      // Without waiting where there is nothing to wait for: the filing then stands when this call returns.
      const checked = typeof asked === 'string' ? asked : await asked
      if (checked === 'mismatched') throw new RefusalError('name_mismatched')
      return file(core, enterprise, filing)
    },
    retrieve: async (complaintId) => showToPerson(core, find(complaintId)),
    async rate(complaintId, rating) {
      const record = find(complaintId)
      rate(core, record, checkRating(rating))
      return showToPerson(core, record)
    },
  }
}

function checkRating({ score, solved, comment }: RatingInput): RatingInput {
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    throw new ArgumentError('score must be a whole number from 1 to 5.')
  }
  if (typeof solved !== 'boolean') throw new ArgumentError('solved must be true or false.')
  return {
    score,
    solved,
    comment: comment === undefined ? undefined : checkText('comment', comment, 0, limits.demand),
  }
}
