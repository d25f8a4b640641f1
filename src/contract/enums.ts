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
export const actions = ['acknowledge', 'respond_interim', 'respond_final', 'respond_supplementary'] as const

export const serviceTypes = ['app', 'site', 'mini_program', 'cloud'] as const

/** Who did an act of the history. */
export const roles = ['person', 'company', 'operator', 'system'] as const

/** Why a due date moved. */
export const deadlineChangeReasons = ['extension', 'calendar', 'new_round', 'operator'] as const

/** What a webhook delivery says of the complaint: ids, status and deadline, or all that the company may read. */
export const webhookContents = ['summary', 'full'] as const

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
