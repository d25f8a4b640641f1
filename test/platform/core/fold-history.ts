/** The state of a complaint, told by its history alone. */
import type { HistoryRecord } from '../../../src/platform/state.js'

export interface Told {
  stage: string
  status: string
  round: number
  revision: number
  /** Reasons that its end can have had. */
  closure: readonly (string | null)[]
  isAcknowledged: boolean
  isAnswered: boolean
  contestation: string | null
  extension: string | null
  isAsked: boolean
  supplements: number
  isUrged: boolean
  isRated: boolean
  isRedacted: boolean
}

/** Acts of a company that change the case for who answers it (contract, section 1); its requests wait for a decision. */
const raisingOfCompany = ['acknowledged', 'responded_interim', 'responded_final', 'responded_supplementary']

/** Whether the revision rises by it: acts of person and operator, acknowledgement and answers; never time. */
export function raises({ act, role }: HistoryRecord): boolean {
  if (role === 'company') return raisingOfCompany.includes(act)
  return role !== 'system'
}

const freshRound = {
  status: 'assigned',
  closure: [null],
  isAcknowledged: false,
  isAnswered: false,
  contestation: null,
  extension: null,
  isAsked: false,
  isUrged: false,
  isRated: false,
} satisfies Partial<Told>

export function foldHistory(history: readonly HistoryRecord[]): Told {
  let told: Told = {
    ...freshRound,
    stage: 'review',
    round: 1,
    revision: 0,
    supplements: 0,
    isRedacted: false,
  }
  for (const [index, entry] of history.entries()) {
    const [before, next] = [history[index - 1]?.act, history[index + 1]?.act]
    told = { ...told, ...after(told, entry.act, { before, next }) }
    if (raises(entry)) told.revision += 1
  }
  return told
}

function after(
  told: Told,
  act: string,
  { before, next }: Record<'before' | 'next', string | undefined>,
): Partial<Told> {
  switch (act) {
    case 'assigned':
      return { ...freshRound, stage: 'company' }
    case 'reopened': {
      const contestation = told.contestation === 'pending' ? 'pending' : null
      return { ...freshRound, round: told.round + 1, contestation }
    }
    case 'acknowledged':
      return { status: 'in_progress', isAcknowledged: true }
    case 'responded_final':
      return { status: 'responded', isAnswered: true }
    case 'contested':
      return { contestation: 'pending' }
    case 'contestation_upheld':
      // Answered, closed or to be closed it stays where it is.
      return told.isAnswered || told.status === 'closed' || next === 'closed'
        ? { contestation: 'upheld' }
        : { ...freshRound, stage: 'review' }
    case 'contestation_refused':
      return { contestation: 'refused' }
    case 'extension_requested':
      return { extension: 'pending' }
    case 'extension_granted':
    case 'extension_refused':
      return { extension: act.slice('extension_'.length) }
    case 'supplement_requested':
      return { isAsked: true }
    case 'supplemented': {
      const stage = told.stage === 'returned' ? 'review' : told.stage
      return { isAsked: false, supplements: told.supplements + 1, stage }
    }
    case 'urged':
      return { isUrged: true }
    case 'rated':
      return { isRated: true }
    case 'redacted':
      return { isRedacted: true }
    case 'returned':
    case 'refused':
      return { stage: act }
    case 'forwarded_offline':
      return { stage: 'offline' }
    case 'closed':
      return { status: 'closed', closure: reasonsOf(told, before) }
    default:
      return {}
  }
}

function reasonsOf({ status }: Told, before: string | undefined): readonly string[] {
  if (before === 'withdrawn') return ['withdrawn']
  if (before === 'rated') return ['confirmed']
  if (before === 'marked_duplicate') return ['duplicate']
  if (before === 'refused') return ['out_of_scope']
  if (status === 'responded') return ['auto_confirmed']
  return before === 'contestation_upheld' ? ['duplicate', 'out_of_scope'] : ['unanswered']
}
