/** What a company calls: authentication and `/v1`. */
import { z } from 'zod'
import { calendarYear } from './calendar.js'
import {
  complaint,
  complaintPatch,
  complaintResult,
  contestationInput,
  extensionInput,
  historyEntry,
  supplementRequestInput,
} from './complaint.js'
import { contactDisclosure, contactDisclosureInput, contactDisclosureLog } from './disclosure.js'
import { responseDraft, responseDraftInput } from './draft.js'
import { categoryList, enterprise, serviceList } from './enterprise.js'
import { complaintKinds, complaintStatuses, webhookContents } from './enums.js'
import { eventFeed, eventTypes } from './event.js'
import { limits } from './limits.js'
import { jwks, serverMetadata, tokenRequest, tokenResponse } from './oauth.js'
import { attachment, responseInput, responseValidation, storedResponse } from './response.js'
import type { Route } from './route.js'
import { booleanInQuery, dateTime, id, listInQuery, numberInQuery, page, readable, text } from './shapes.js'
import { taxonomyVersions } from './taxonomy.js'
import {
  pingResult,
  secretRotation,
  webhookEndpoint,
  webhookEndpointInput,
  webhookEndpointPatch,
  webhookEndpointWithSecret,
} from './webhook-endpoint.js'

const byId = z.strictObject({ id })
const byEvidence = z.strictObject({ id, evidenceId: id })

/** The company's staff reference, never a name; kept in history and logs. */
const actor = {
  'tousu-actor': z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
}
const idempotent = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional(),
}
const writing = z.object({ ...idempotent, ...actor })
/** `If-Match` holds one quoted revision: the act is refused when the complaint has another one. */
const writingComplaint = z.object({ ...idempotent, ...actor, 'if-match': z.string().optional() })

const limit = numberInQuery(1, limits.page.max).optional()
const cursor = z.string().min(1).max(2_000).optional()

const sortKeys = ['dueAt', 'assignedAt', 'updatedAt', 'id'] as const
const complaintQuery = z.strictObject({
  kind: z.enum(complaintKinds).optional(),
  status: listInQuery(complaintStatuses).optional(),
  round: numberInQuery(1, 2).optional(),
  number: text(1, 64).optional(),
  overdue: booleanInQuery.optional(),
  dueBefore: dateTime.optional(),
  dueAfter: dateTime.optional(),
  assignedAfter: dateTime.optional(),
  assignedBefore: dateTime.optional(),
  updatedAfter: dateTime.optional(),
  respondedAfter: dateTime.optional(),
  closedAfter: dateTime.optional(),
  /** Complaints rated with this or less. */
  ratingMax: numberInQuery(1, 5).optional(),
  /** A category's code. */
  category: text(1, 64).optional(),
  serviceId: id.optional(),
  complainantReference: text(1, 128).optional(),
  /** `metadata[ticket]=T-1` in the query string. */
  metadata: z.record(text(1, limits.metadata.key), text(0, limits.metadata.value)).optional(),
  /** `dueAt` by default; `-` in front: descending. Ties break by id. */
  sort: z.enum([...sortKeys, '-dueAt', '-assignedAt', '-updatedAt', '-id']).optional(),
  limit,
  cursor,
})

const complaintErrors = ['not_found', 'complaint_closed'] as const
const json = <S extends z.ZodType>(schema: S, status = 200) => ({ type: 'json', status, schema }) as const
const input = <S extends z.ZodType>(schema: S) => ({ type: 'json', schema }) as const

export const enterpriseRoutes = {
  // — authentication (RFC 8414, RFC 7517, RFC 6749) —
  retrieveServerMetadata: {
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    summary: 'Authorization server metadata',
    scope: null,
    result: json(serverMetadata),
    errors: [],
  },
  retrieveTokenKeys: {
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'Keys with which access tokens are signed',
    scope: null,
    result: json(jwks),
    errors: [],
  },
  retrieveReceiptKeys: {
    method: 'GET',
    path: '/.well-known/receipt-keys.json',
    summary: 'Keys with which receipts are signed, retired ones included',
    scope: null,
    result: json(jwks),
    errors: [],
  },
  createToken: {
    method: 'POST',
    path: '/oauth/token',
    summary: 'An access token for client credentials',
    scope: null,
    body: { type: 'form', schema: tokenRequest },
    result: json(tokenResponse),
    errors: [],
    private: true,
  },

  // — complaints —
  listComplaints: {
    method: 'GET',
    path: '/v1/complaints',
    summary: 'Complaints assigned to the company',
    scope: 'complaints:read',
    query: complaintQuery,
    result: json(page(complaint)),
    errors: ['invalid_cursor'],
    private: true,
  },
  retrieveComplaint: {
    method: 'GET',
    path: '/v1/complaints/{id}',
    summary: 'One complaint',
    scope: 'complaints:read',
    params: byId,
    result: json(complaint),
    errors: [],
    private: true,
  },
  updateComplaint: {
    method: 'PATCH',
    path: '/v1/complaints/{id}',
    summary: "The company's own metadata, as a merge patch",
    scope: 'complaints:write',
    params: byId,
    headers: writingComplaint,
    body: input(complaintPatch),
    result: json(complaintResult),
    errors: [],
    private: true,
  },
  listHistory: {
    method: 'GET',
    path: '/v1/complaints/{id}/history',
    summary: 'Every act on a complaint, the oldest first',
    scope: 'complaints:read',
    params: byId,
    result: json(readable({ items: z.array(historyEntry) })),
    errors: [],
    private: true,
  },
  acknowledgeComplaint: {
    method: 'POST',
    path: '/v1/complaints/{id}/acknowledgement',
    summary: 'Take a complaint up',
    scope: 'complaints:write',
    params: byId,
    headers: writingComplaint,
    result: json(complaintResult),
    errors: [...complaintErrors, 'already_acknowledged'],
    private: true,
  },
  respondToComplaint: {
    method: 'POST',
    path: '/v1/complaints/{id}/responses',
    summary: 'Answer a complaint; answering also acknowledges',
    scope: 'responses:submit',
    params: byId,
    headers: writingComplaint,
    body: input(responseInput),
    result: json(readable({ complaint, response: storedResponse }), 201),
    errors: [...complaintErrors, 'already_responded', 'not_responded'],
    private: true,
  },
  validateResponse: {
    method: 'POST',
    path: '/v1/complaints/{id}/responses/validation',
    summary: 'Check an answer without sending it: all problems at once',
    scope: 'complaints:write',
    params: byId,
    headers: writing,
    body: input(z.record(z.string(), z.unknown())),
    result: json(responseValidation),
    errors: [],
    private: true,
  },

  retrieveDraft: {
    method: 'GET',
    path: '/v1/complaints/{id}/draft',
    summary: 'The draft of an answer',
    scope: 'complaints:read',
    params: byId,
    result: json(responseDraft),
    errors: [],
    private: true,
  },
  saveDraft: {
    method: 'PUT',
    path: '/v1/complaints/{id}/draft',
    summary: 'Keep the draft of an answer, one for a complaint',
    scope: 'complaints:write',
    params: byId,
    headers: writing,
    body: input(responseDraftInput),
    result: json(responseDraft),
    errors: ['complaint_closed'],
    private: true,
  },
  deleteDraft: {
    method: 'DELETE',
    path: '/v1/complaints/{id}/draft',
    summary: 'Drop the draft of an answer',
    scope: 'complaints:write',
    params: byId,
    headers: writing,
    result: { type: 'none', status: 204 },
    errors: [],
  },
  contestComplaint: {
    method: 'POST',
    path: '/v1/complaints/{id}/contestations',
    summary: 'Give a complaint back (申请退回); an operator decides, the clock goes on',
    scope: 'complaints:write',
    params: byId,
    headers: writingComplaint,
    body: input(contestationInput),
    result: json(complaintResult, 201),
    errors: [...complaintErrors, 'contestation_pending', 'already_contested', 'already_responded'],
    private: true,
  },
  requestExtension: {
    method: 'POST',
    path: '/v1/complaints/{id}/extensions',
    summary: 'Ask for more working days (延期申请); an operator decides, the clock goes on',
    scope: 'complaints:write',
    params: byId,
    headers: writingComplaint,
    body: input(extensionInput),
    result: json(complaintResult, 201),
    errors: [
      ...complaintErrors,
      'already_responded',
      'already_extended',
      'extension_too_late',
      'no_deadline',
    ],
    private: true,
  },
  requestSupplement: {
    method: 'POST',
    path: '/v1/complaints/{id}/supplement-requests',
    summary: 'Ask the person for more (补充材料); the clock goes on',
    scope: 'complaints:write',
    params: byId,
    headers: writingComplaint,
    body: input(supplementRequestInput),
    result: json(complaintResult, 201),
    errors: [...complaintErrors, 'already_responded', 'supplement_pending', 'reporter_protected'],
    private: true,
  },
  discloseContact: {
    method: 'POST',
    path: '/v1/complaints/{id}/contact-disclosures',
    summary: "The person's contact, encrypted for the company, for a purpose; logged",
    scope: 'contacts:disclose',
    params: byId,
    headers: writing,
    body: input(contactDisclosureInput),
    result: json(contactDisclosure, 201),
    errors: [
      ...complaintErrors,
      'reporter_protected',
      'consent_withdrawn',
      'no_encryption_key',
      'limit_reached',
    ],
    private: true,
  },
  listContactDisclosures: {
    method: 'GET',
    path: '/v1/contact-disclosures',
    summary: 'Who asked for which contact, when and for what; no values',
    scope: 'contacts:disclose',
    query: z.strictObject({ after: id.optional(), limit }),
    result: json(contactDisclosureLog),
    errors: ['invalid_cursor'],
  },

  // — files —
  downloadEvidence: {
    method: 'GET',
    path: '/v1/complaints/{id}/evidence/{evidenceId}',
    summary: 'The bytes of an evidence file; ranges (RFC 9110 section 14)',
    scope: 'evidence:read',
    params: byEvidence,
    headers: z.object({
      range: z.string().optional(),
      'if-range': z.string().optional(),
      'if-none-match': z.string().optional(),
    }),
    result: { type: 'bytes', status: 200 },
    errors: ['range_not_satisfiable', 'gone'],
    private: true,
  },
  uploadAttachment: {
    method: 'POST',
    path: '/v1/attachments',
    summary: 'A file for an answer: raw bytes, name in Content-Disposition (RFC 8187)',
    scope: 'attachments:write',
    headers: z.object({
      ...idempotent,
      ...actor,
      'content-disposition': z.string().optional(),
      'content-digest': z.string().optional(),
    }),
    body: { type: 'bytes' },
    result: json(attachment, 201),
    errors: ['content_mismatch', 'digest_mismatch'],
    private: true,
  },

  // — events and webhooks —
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    summary: "The company's events in order of their sequence",
    scope: 'events:read',
    query: z.strictObject({
      /** The last event seen; `latest` gives the head and no items. From the first one kept when absent. */
      after: z.string().min(1).max(200).optional(),
      types: listInQuery(eventTypes).optional(),
      content: z.enum(webhookContents).optional(),
      limit,
    }),
    result: json(eventFeed),
    errors: ['invalid_cursor', 'cursor_expired'],
    private: true,
  },
  createWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook-endpoints',
    summary: 'Have events delivered to a URL; sends no ping',
    scope: 'webhooks:manage',
    headers: writing,
    body: input(webhookEndpointInput),
    result: json(webhookEndpointWithSecret, 201),
    errors: ['limit_reached'],
    private: true,
  },
  listWebhookEndpoints: {
    method: 'GET',
    path: '/v1/webhook-endpoints',
    summary: 'All webhook endpoints of the company',
    scope: 'webhooks:read',
    query: z.strictObject({ limit, cursor }),
    result: json(page(webhookEndpoint)),
    errors: ['invalid_cursor'],
  },
  retrieveWebhookEndpoint: {
    method: 'GET',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'One webhook endpoint',
    scope: 'webhooks:read',
    params: byId,
    result: json(webhookEndpoint),
    errors: [],
  },
  updateWebhookEndpoint: {
    method: 'PATCH',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'Change a webhook endpoint',
    scope: 'webhooks:manage',
    params: byId,
    headers: writing,
    body: input(webhookEndpointPatch),
    result: json(webhookEndpoint),
    errors: [],
  },
  deleteWebhookEndpoint: {
    method: 'DELETE',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'End a webhook endpoint',
    scope: 'webhooks:manage',
    params: byId,
    headers: writing,
    result: { type: 'none', status: 204 },
    errors: [],
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/v1/webhook-endpoints/{id}/secret-rotation',
    summary: 'A new secret; the former one goes on signing for a while',
    scope: 'webhooks:manage',
    params: byId,
    headers: writing,
    body: input(secretRotation),
    result: json(webhookEndpointWithSecret),
    errors: [],
    private: true,
  },
  pingWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook-endpoints/{id}/ping',
    summary: 'Send an endpoint.ping event now',
    scope: 'webhooks:manage',
    params: byId,
    headers: writing,
    result: json(pingResult, 202),
    errors: ['endpoint_disabled'],
  },
  retrieveWebhookKeys: {
    method: 'GET',
    path: '/v1/webhook-endpoints/{id}/jwks.json',
    summary: 'Ed25519 keys of an endpoint, for its v1a signatures',
    scope: null,
    params: byId,
    result: json(jwks),
    errors: [],
  },

  // — the company and the rules —
  retrieveEnterprise: {
    method: 'GET',
    path: '/v1/enterprise',
    summary: 'The company, with its timely-handling rate in the current quarter',
    scope: 'enterprise:read',
    result: json(enterprise),
    errors: [],
  },
  listServices: {
    method: 'GET',
    path: '/v1/services',
    summary: "The company's services",
    scope: 'enterprise:read',
    result: json(serviceList),
    errors: [],
  },
  listCategories: {
    method: 'GET',
    path: '/v1/categories',
    summary: 'A version of the taxonomy, the current one by default',
    scope: 'enterprise:read',
    query: z.strictObject({ version: z.enum(taxonomyVersions).optional() }),
    result: json(categoryList),
    errors: [],
  },
  retrieveCalendarYear: {
    method: 'GET',
    path: '/v1/calendar/{year}',
    summary: 'Days off and swapped working days of a published year',
    scope: 'enterprise:read',
    params: z.strictObject({ year: z.string().regex(/^\d{4}$/) }),
    result: json(calendarYear),
    errors: ['year_not_published'],
  },
} as const satisfies Record<string, Route>

/** Names of the routes that a company calls. */
export type EnterpriseRouteName = keyof typeof enterpriseRoutes
