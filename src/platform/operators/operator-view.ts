/** A complaint as an operator reads it: masked, wherever it is. */
import { formatShanghaiTime } from '../../calendar/index.js'
import type { OperatorComplaint } from '../../contract/index.js'
import { complaintView, findService } from '../complaint-view.js'
import type { Core } from '../core.js'
import type { ComplaintRecord } from '../state.js'

export function operatorView(core: Core, record: ComplaintRecord): OperatorComplaint {
  const { allowedActions: _, metadata: __, complainant, ...view } = complaintView(core, record)
  const { addresseeId, addresseeName, enterpriseId, stage } = record
  const nameOf = (id: string | null) => core.state.enterprises.get(id ?? '')?.name ?? ''
  return {
    ...view,
    stage,
    filedAt: formatShanghaiTime(record.filedAt),
    addressee: { id: addresseeId, name: addresseeId === null ? (addresseeName ?? '') : nameOf(addresseeId) },
    enterprise: enterpriseId === null ? null : { id: enterpriseId, name: nameOf(enterpriseId) },
    // Before it is assigned, the service is one of the company that the person named.
    service: view.service ?? findService(core, { ...record, enterpriseId: addresseeId }),
    complainant: complainant && withoutReference(complainant),
    history: record.history.map(({ at, act, role, actor, round, revision, note }) => ({
      at: formatShanghaiTime(at),
      act,
      role,
      actor,
      round,
      revision,
      note,
    })),
  }
}

/** `reference` is between one company and the person. */
function withoutReference<C extends { readonly reference: string }>({
  reference: _,
  ...others
}: C): Omit<C, 'reference'> {
  return others
}
