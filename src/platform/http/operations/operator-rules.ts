/** An operator keeps the calendar and the keys. */
import { publishCalendarYear } from '../../operators/calendar.js'
import * as keys from '../../operators/keys.js'
import type { Call, Operations } from '../call.js'
import { operatorOf } from '../operator-call.js'

type OnEnterprise = Pick<Call<'setClientKeys'>, 'core' | 'client' | 'actor' | 'locale' | 'params'>

const changeOf = (call: OnEnterprise): keys.KeyChange => ({
  core: call.core,
  operator: operatorOf(call),
  enterprise: keys.findEnterprise(call.core, call.params.id),
  locale: call.locale,
})

export const operatorRuleOperations: Operations<
  'publishCalendarYear' | 'retrieveEnterpriseKeys' | 'setClientKeys' | 'setEncryptionKey' | 'rotateReceiptKey'
> = {
  publishCalendarYear: (call) =>
    publishCalendarYear(call.core, operatorOf(call), Number(call.params.year), call.body, call.locale),
  retrieveEnterpriseKeys: ({ core, params }) => keys.showKeys(core, keys.findEnterprise(core, params.id)),
  setClientKeys: (call) => keys.setClientKeys(changeOf(call), call.body),
  setEncryptionKey: (call) => keys.setEncryptionKey(changeOf(call), call.body),
  rotateReceiptKey: (call) => keys.rotateReceiptKey(call.core, operatorOf(call), call.body.note),
}
