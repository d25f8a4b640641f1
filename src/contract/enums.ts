/** The contract's enums. All are open when read: a platform may add values. */

/** 投诉 or 举报; a report reaches the company as a clue (线索). */
export const complaintKinds = ['complaint', 'report'] as const

/** Overdue, withdrawn and reopened are axes of their own, never more states. */
export const complaintStatuses = ['assigned', 'in_progress', 'responded', 'closed'] as const

export const closureReasons = [
  'confirmed',
  'auto_confirmed',
  'withdrawn',
  'reassigned',
  'duplicate',
  'out_of_scope',
  'unanswered',
] as const

/** interim 进展告知 (any number), final 办结答复 (once a round), supplementary 补充答复 (until closed). */
export const responseTypes = ['interim', 'final', 'supplementary'] as const

/** How a final answer settles the matter. */
export const outcomes = [
  'resolved',
  'partly_resolved',
  'agreed',
  'explained',
  'rejected',
  'unreachable',
] as const

export const contactMethods = ['phone', 'sms', 'email', 'in_app', 'wechat', 'other'] as const

export const contactResults = ['reached', 'no_answer', 'refused', 'wrong_number'] as const

/** What the company may do with a complaint, as `allowedActions` names it. */
export const actions = [
  'acknowledge',
  'respond_interim',
  'respond_final',
  'respond_supplementary',
  'contest',
  'request_extension',
  'request_supplement',
  'disclose_contact',
] as const

/** Why a company gives a complaint back (申请退回). */
export const contestationReasons = [
  'not_our_service',
  'affiliate',
  'duplicate',
  'cannot_verify',
  'out_of_scope',
  'already_settled',
  'in_other_proceedings',
  'too_old',
] as const

/** How a contestation stands. */
export const contestationStatuses = ['pending', 'upheld', 'refused'] as const

/** How an extension stands. */
export const extensionStatuses = ['pending', 'granted', 'refused'] as const

/** What a contact disclosure may hold. */
export const disclosureFields = ['name', 'phone', 'idNumber', 'accountReference'] as const

/** What a contact disclosure is for; the ID number only for `verify_identity`. */
export const disclosurePurposes = ['contact', 'locate_account', 'verify_identity', 'deliver_remedy'] as const

export const serviceTypes = ['app', 'site', 'mini_program', 'cloud'] as const

export type ServiceType = (typeof serviceTypes)[number]

/** 法律, 行政法规, 部门规章, 通知. */
export const policyKinds = ['law', 'regulation', 'order', 'notice'] as const

/** What a question of the FAQ is about. */
export const questionTopics = [
  'platform',
  'account',
  'filing',
  'progress',
  'result',
  'privacy',
  'company',
] as const

/** What a person files: `both` becomes a complaint and a report. */
export const filingKinds = [...complaintKinds, 'both'] as const

/** What a one-time code is for. */
export const codePurposes = ['register', 'login', 'guest'] as const

export const accountKinds = ['registered', 'guest'] as const

/** 居民身份证, 护照, 港澳台居民居住证, 外国人永久居留身份证. */
export const documentTypes = ['id_card', 'passport', 'residence_permit', 'permanent_residence'] as const

/** What a person agrees to at filing; `guardian` for somebody under 14. */
export const consentKinds = ['hand_over', 'sensitive_data', 'guardian'] as const

/** Who did an act of the history. */
export const roles = ['person', 'company', 'operator', 'system'] as const

/** Why a due date moved. */
export const deadlineChangeReasons = ['extension', 'calendar', 'new_round', 'operator'] as const

/** What a webhook delivery says of the complaint: ids, status and deadline, or all that the company may read. */
export const webhookContents = ['summary', 'full'] as const

/** `dead`: given up, after the last attempt or with its endpoint. */
export const deliveryStatuses = ['pending', 'delivered', 'dead'] as const

export const endpointStatuses = ['enabled', 'disabled'] as const

/** OAuth scopes of the enterprise face. Without `scope` a token gets all registered but `contacts:disclose`. */
export const scopes = [
  'complaints:read',
  'complaints:write',
  'responses:submit',
  'evidence:read',
  'attachments:write',
  'contacts:disclose',
  'events:read',
  'webhooks:read',
  'webhooks:manage',
  'enterprise:read',
] as const

export type Scope = (typeof scopes)[number]

/** OAuth scopes of the operator face. */
export const operatorScopes = ['review', 'directory', 'calendar', 'statistics', 'keys'] as const

export type OperatorScope = (typeof operatorScopes)[number]

/** Roles of operators, as sets of their scopes. */
export const operatorRoles = {
  reviewer: ['review'],
  analyst: ['statistics'],
  administrator: operatorScopes,
} as const satisfies Record<string, readonly OperatorScope[]>

export type OperatorRole = keyof typeof operatorRoles

/** Where a complaint is, as an operator sees it. */
export const complaintStages = ['review', 'returned', 'company', 'offline', 'refused'] as const

/** Where a report can be passed on to. */
export const referralTargets = ['company', '12377', '12321'] as const
