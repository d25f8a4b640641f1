/** `/control/v1`: the in-process methods, over HTTP. */
import { formatShanghaiTime } from '../../../calendar/index.js'
import { fieldErrors } from '../../../contract/field-errors.js'
import { ArgumentError } from '../../../errors.js'
import { type Consumer, createConsumer } from '../../consumer.js'
import { deliveryFault, requestFault } from '../../control/read-fault.js'
import type { Fault } from '../../faults/script.js'
import { RefusalError } from '../../refusal.js'
import { registerEnterprise } from '../../register-enterprise.js'
import { registerOperator } from '../../register-operator.js'
import { assertFitsInText } from '../../snapshot/fits-in-text.js'
import type { Call, Operations } from '../call.js'

type ActCall = Call<'actForPerson'>

export const controlOperations: Operations<
  | 'retrieveClock'
  | 'advanceClock'
  | 'addEnterprise'
  | 'addOperator'
  | 'fileForPerson'
  | 'actForPerson'
  | 'listOutbox'
  | 'listFaults'
  | 'addFault'
  | 'clearFaults'
  | 'listRequests'
  | 'listSentDeliveries'
  | 'takeSnapshot'
  | 'restoreSnapshot'
> = {
  retrieveClock: ({ control }) => ({ now: formatShanghaiTime(control.clock.now()) }),
  async advanceClock({ control: { clock }, body: { to, ...units } }) {
    await telling(() => (to === undefined ? clock.advance(units) : clock.advanceTo(to)))
    return { now: formatShanghaiTime(clock.now()) }
  },
  addEnterprise: async ({ core, body }) => {
    const { services, ...joined } = await telling(() => registerEnterprise(core, body))
    return { ...joined, services: [...services] }
  },
  addOperator: async ({ core, body }) => {
    const { scopes, ...employed } = await telling(() => registerOperator(core, body))
    return { ...employed, scopes: [...scopes] }
  },
  fileForPerson: ({ core, body: { person, ...filing } }) =>
    telling(() => createConsumer(core, person).file(filing)),
  async actForPerson(call) {
    const { core, body, params } = call
    const { number, status, round, dueDate } = await telling(() =>
      act(createConsumer(core, body.person), params.id, body),
    )
    return { number, status, round, dueDate }
  },
  listOutbox: ({ control, query }) => ({
    items: control.outbox.list(query.to === undefined ? {} : { to: query.to }),
  }),
  listFaults: ({ control }) => ({ items: control.faults.list().map(showFault) }),
  addFault({ control, body, locale }) {
    const { request, delivery } = body
    if ((request === undefined) === (delivery === undefined)) {
      throw wrong('/', 'Give request or delivery, not both.')
    }
    const read = (request === undefined ? deliveryFault : requestFault).safeParse(request ?? delivery)
    if (read.error) {
      const base = request === undefined ? '/delivery' : '/request'
      throw new RefusalError('validation_failed', { errors: fieldErrors(read.error, locale, base) })
    }
    return telling(() =>
      showFault(
        request === undefined
          ? control.faults.addDelivery(deliveryFault.parse(delivery))
          : control.faults.add(requestFault.parse(request)),
      ),
    )
  },
  clearFaults({ control }) {
    control.faults.clear()
    return undefined
  },
  listRequests: ({ control }) => ({ items: control.requests.list().map((entry) => ({ ...entry })) }),
  listSentDeliveries: ({ control }) => ({
    items: control.deliveryLog.list().map((entry) => ({ ...entry })),
  }),
  takeSnapshot: async ({ control }) => {
    const { settings, nodes, ...rest } = await telling(() => {
      const snapshot = control.timeMachine.snapshot()
      assertFitsInText(snapshot, control.longestSnapshot)
      return snapshot
    })
    return { ...rest, settings: { ...settings }, nodes: [...nodes] }
  },
  async restoreSnapshot({ control, body }) {
    await telling(() => control.timeMachine.restore(body))
    return undefined
  },
}

function act(person: Consumer, id: string, body: ActCall['body']) {
  switch (body.act) {
    case 'urge':
      return person.urge(id)
    case 'withdraw':
      return person.withdraw(id)
    case 'appeal':
      return person.appeal(id)
    case 'withdraw_consent':
      return person.withdrawConsent(id)
    case 'supplement':
      return person.supplement(id, { text: body.text })
    case 'rate':
      return person.rate(id, body)
  }
}

const showFault = ({ id, description, fired, isSpent }: Fault) => ({ id, description, fired, isSpent })

/** What is wrong is told here, where only the machine itself listens; no message repeats personal data. */
async function telling<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ArgumentError ? wrong('/', error.message) : error
  }
}

function wrong(pointer: string, detail: string): RefusalError {
  return new RefusalError('validation_failed', { errors: [{ pointer, code: 'invalid_argument', detail }] })
}
