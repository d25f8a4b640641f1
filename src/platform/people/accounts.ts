/** Accounts: registered and logged in by phone and one-time code; or a guest's, for one session. */
import { redact } from '../acts/redact.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { AccountRecord } from '../state.js'
import { accountsOf, createAccount, dropAccount, findRegistered } from './account-index.js'
import { issueCode, takeCode } from './codes.js'
import { endSession, endSessionsOf, type OpenedSession, openSession } from './sessions.js'
import { useUp } from './uses.js'

export type CodePurpose = 'register' | 'login' | 'guest'

interface Proof {
  readonly phone: string
  readonly code: string
}

const signature = '【投诉平台】'

/**
 * Sends a code to a phone. Where it would be of no use (to log in without an account, to register twice) the phone is
 * told so instead, and whoever asked cannot tell.
 *
 * @param source the address that asks
 * @throws RefusalError rate_limited
 */
export function requestCode(
  core: Core,
  source: string,
  { phone, purpose }: { readonly phone: string; readonly purpose: CodePurpose },
): void {
  useUp(core, [
    ['codesPerSource', source],
    ['codesPerPhone', phone],
  ])
  const code = issueCode(core, [purpose, phone])
  const isRegistered = findRegistered(core, phone) !== undefined
  if (purpose === 'login' && !isRegistered)
    tell(core, phone, '该手机号尚未注册，请先注册，或以游客身份投诉。')
  else if (purpose === 'register' && isRegistered) tell(core, phone, '该手机号已注册，请直接登录。')
  else sendCode(core, phone, code)
}

/** @throws RefusalError code_refused */
export function register(core: Core, { phone, code }: Proof): OpenedSession {
  if (!takeCode(core, ['register', phone], code)) throw new RefusalError('code_refused')
  const account = findRegistered(core, phone) ?? createAccount(core, phone, 'registered')
  joinGuests(core, account)
  return openSession(core, account)
}

/** @throws RefusalError code_refused */
export function logIn(core: Core, { phone, code }: Proof): OpenedSession {
  const taken = takeCode(core, ['login', phone], code)
  const account = findRegistered(core, phone)
  if (!taken || !account) throw new RefusalError('code_refused')
  joinGuests(core, account)
  return openSession(core, account)
}

/** @throws RefusalError code_refused */
export function enterAsGuest(core: Core, { phone, code }: Proof): OpenedSession {
  if (!takeCode(core, ['guest', phone], code)) throw new RefusalError('code_refused')
  return openSession(core, createAccount(core, phone, 'guest'))
}

/** Logs out; a guest who filed nothing is forgotten. */
export function logOut(core: Core, account: AccountRecord, token: string): void {
  endSession(core, token)
  if (account.kind === 'guest' && account.complaintIds.length === 0) dropAccount(core, account)
}

/** What a guest filed with the same phone becomes the account's own; the guest's session ends. */
function joinGuests(core: Core, account: AccountRecord): void {
  const guests = accountsOf(core, account.phone).filter(({ kind }) => kind === 'guest')
  for (const guest of guests) {
    account.identity ??= guest.identity
    for (const id of guest.complaintIds) {
      const record = core.state.complaints.get(id)
      if (record) record.accountId = account.id
    }
    account.complaintIds.push(...guest.complaintIds)
    account.complaintIds.sort()
    account.drafts = [...account.drafts, ...guest.drafts]
    account.uploads = [...account.uploads, ...guest.uploads]
    endSessionsOf(core, guest.id)
    dropAccount(core, guest)
  }
}

/** Erases what is personal in all own records and forgets the account. */
export function deleteAccount(core: Core, account: AccountRecord): void {
  if (account.kind === 'registered') joinGuests(core, account)
  for (const id of account.complaintIds) {
    const record = core.state.complaints.get(id)
    if (!record) continue
    redact(core, record, 'person')
    record.accountId = null
  }
  endSessionsOf(core, account.id)
  dropAccount(core, account)
  tell(core, account.phone, '您的账号已注销，个人信息已删除。')
}

export function sendCode({ outbox, settings }: Core, phone: string, code: string): void {
  const minutes = Math.ceil(settings.codeSeconds / 60)
  const text = `${signature}验证码 ${code}，${minutes} 分钟内有效，请勿告知他人。`
  outbox.send({ to: phone, kind: 'code', code, complaintId: null, write: () => text })
}

function tell({ outbox }: Core, phone: string, text: string): void {
  outbox.send({ to: phone, kind: 'account', code: null, complaintId: null, write: () => signature + text })
}
