/** Accounts by phone: one that is registered, and any number of guests. */
import type { Core } from '../core.js'
import type { AccountRecord } from '../state.js'

export function createAccount(core: Core, phone: string, kind: AccountRecord['kind']): AccountRecord {
  const { state, ids, clock } = core
  const account: AccountRecord = {
    id: ids.next('acc'),
    kind,
    phone,
    createdAt: clock.now(),
    identity: null,
    complaintIds: [],
    drafts: [],
    uploads: [],
  }
  state.accounts.set(account.id, account)
  state.accountIds.set(phone, (state.accountIds.get(phone) ?? []).concat([account.id]))
  return account
}

export function accountsOf({ state }: Core, phone: string): AccountRecord[] {
  return (state.accountIds.get(phone) ?? []).flatMap((id) => state.accounts.get(id) ?? [])
}

export function findRegistered(core: Core, phone: string): AccountRecord | undefined {
  return accountsOf(core, phone).find(({ kind }) => kind === 'registered')
}

export function dropAccount({ state }: Core, { id, phone }: AccountRecord): void {
  state.accounts.delete(id)
  const others = (state.accountIds.get(phone) ?? []).filter((each) => each !== id)
  if (others.length > 0) state.accountIds.set(phone, others)
  else state.accountIds.delete(phone)
}
