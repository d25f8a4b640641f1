/** Answers of the contract, of people who cannot exist. */
import type { Complaint } from '../../../src/contract/complaint.js'
import type { StoredResponse } from '../../../src/contract/response.js'

export const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

export function makeComplaint(changes: Partial<Complaint> = {}): Complaint {
  return {
    id: 'cmp_1',
    number: 'TS2026092400000017',
    kind: 'complaint',
    revision: 3,
    status: 'assigned',
    closure: null,
    round: 1,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    occurredAt: null,
    place: null,
    demand: '退还 25 元。',
    category: { code: 'service', label: '服务功能', taxonomyVersion: '2022Q4' },
    service: null,
    accountReference: null,
    complainant: {
      name: '张**',
      phone: '100********',
      idNumber: '0****************8',
      province: null,
      city: null,
      registered: true,
      reference: 'ref_1',
    },
    evidence: [
      { id: 'evd_1', name: 'evidence-1.png', contentType: 'image/png', size: 3, sha256: sha256OfAbc },
    ],
    otherChannels: [],
    assignedAt: '2026-09-24T09:00:00+08:00',
    acknowledgedAt: null,
    respondedAt: null,
    updatedAt: '2026-09-24T09:00:00+08:00',
    deadline: {
      dueDate: '2026-10-15',
      dueAt: '2026-10-15T23:59:59+08:00',
      workingDays: 10,
      remainingWorkingDays: 10,
      replyBy: '2026-10-09',
      calendarVersion: '2026.1',
      provisional: false,
      earliestDueAt: '2026-10-15T23:59:59+08:00',
      extendedFrom: null,
    },
    overdue: false,
    allowedActions: [{ action: 'acknowledge', allowed: true, reason: null }],
    responses: [],
    contestation: null,
    extension: null,
    supplementRequest: null,
    supplements: [],
    rating: null,
    relatedComplaints: [],
    metadata: {},
    ...changes,
  }
}

export function makeResponse(changes: Partial<StoredResponse> = {}): StoredResponse {
  return {
    id: 'rsp_1',
    round: 1,
    type: 'final',
    outcome: 'resolved',
    statement: '您好，25 元已原路退回，自动续费已关闭。',
    measures: [],
    contactAttempts: [],
    attachments: [],
    basedOnRevision: 3,
    latestRevision: 3,
    submittedAt: '2026-09-25T10:00:00+08:00',
    onTime: true,
    idempotencyKey: null,
    warnings: [],
    receipt: 'a.b.c',
    ...changes,
  }
}

export const finalAnswer = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
} as const
