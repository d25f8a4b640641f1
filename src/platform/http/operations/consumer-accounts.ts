/** Accounts of people: codes, registering, sessions, real name, deletion. */
import { formatShanghaiTime, shanghaiDateOf } from '../../../calendar/index.js'
import type { ResultOf } from '../../../contract/route.js'
import type { RouteOf } from '../../../contract/routes.js'
import { ArgumentError } from '../../../errors.js'
import type { Core } from '../../core.js'
import { maskDocument, maskName, maskPhone } from '../../masking.js'
import { askNameCheck } from '../../name-check.js'
import { deleteAccount, enterAsGuest, logIn, logOut, register, requestCode } from '../../people/accounts.js'
import type { OpenedSession } from '../../people/sessions.js'
import { checkPerson } from '../../person-checks.js'
import { RefusalError } from '../../refusal.js'
import type { AccountRecord, Person } from '../../state.js'
import { readBearer } from '../authenticate.js'
import type { Operations } from '../call.js'

export const consumerAccountOperations: Operations<
  | 'requestCode'
  | 'registerAccount'
  | 'createSession'
  | 'createGuestSession'
  | 'deleteSession'
  | 'retrieveAccount'
  | 'setIdentity'
  | 'deleteAccount'
> = {
  requestCode({ core, source, body }) {
    requestCode(core, source, body)
    return { expiresInSeconds: core.settings.codeSeconds }
  },
  registerAccount: ({ core, body }) => showSession(register(core, body)),
  createSession: ({ core, body }) => showSession(logIn(core, body)),
  createGuestSession: ({ core, body }) => showSession(enterAsGuest(core, body)),
  deleteSession({ core, account, headers }) {
    logOut(core, account, readBearer({ headers }))
    return undefined
  },
  retrieveAccount: ({ account }) => showAccount(account),
  async setIdentity({ core, account, body, locale }) {
    const person = readPerson(core, { ...body, phone: account.phone }, locale)
    if ((await askNameCheck(core.nameCheck, person)) === 'mismatched') {
      throw new RefusalError('name_mismatched')
    }
    account.identity = { name: person.name, document: person.document }
    return showAccount(account)
  },
  deleteAccount({ core, account }) {
    deleteAccount(core, account)
    return undefined
  },
}

/** What the schema cannot say: check characters, dates, names on one line. */
function readPerson(core: Core, given: Person, locale: 'zh' | 'en'): Person {
  try {
    return checkPerson(given, shanghaiDateOf(core.clock.now()))
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    // The message names the member, never its value.
    const isName = error.message.startsWith('name')
    const detail = locale === 'zh' ? (isName ? '姓名不符合要求' : '证件号码不符合要求') : error.message
    const pointer = isName ? '/name' : '/document/number'
    throw new RefusalError('validation_failed', { errors: [{ pointer, code: 'wrong_format', detail }] })
  }
}

function showSession({ token, expiresAt, account }: OpenedSession) {
  return { token, expiresAt: formatShanghaiTime(expiresAt), account: showAccount(account) }
}

function showAccount({
  id,
  kind,
  phone,
  identity,
  createdAt,
}: AccountRecord): ResultOf<RouteOf<'retrieveAccount'>> {
  return {
    id,
    kind,
    phone: maskPhone(phone),
    identity: identity && {
      name: maskName(identity.name),
      documentType: identity.document.type,
      documentNumber: maskDocument(identity.document.number),
    },
    createdAt: formatShanghaiTime(createdAt),
  }
}
