/** What a company sees of its deliveries, and has sent again. */
import { instantOf } from '../../../calendar/index.js'
import { limits } from '../../../contract/limits.js'
import { endpointError } from '../../acts/endpoint-rules.js'
import { showDelivery } from '../../deliveries/delivery-view.js'
import { earliestRecovery, findDelivery, recentDeliveries } from '../../deliveries/recovery.js'
import { RefusalError } from '../../refusal.js'
import { findEndpoint, type Operations } from '../call.js'

export const deliveryOperations: Operations<
  'listWebhookDeliveries' | 'recoverWebhookEndpoint' | 'redeliverWebhook'
> = {
  listWebhookDeliveries(call) {
    const { core, client, cursors, params, query } = call
    const { cursor, limit = limits.page.default, status, eventType } = query
    const filters = { endpointId: params.id, status, eventType }
    const scope = { clientId: client.id, route: 'listWebhookDeliveries', filters }
    const before = cursor === undefined ? undefined : cursors.read(scope, cursor).id
    // Ids rise in the order of creation.
    const found = recentDeliveries(core, findEndpoint(call, params.id))
      .filter(
        (each) =>
          (before === undefined || each.id < before) &&
          (status === undefined || each.status === status) &&
          (eventType === undefined || each.event.type === eventType),
      )
      .reverse()
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.map(showDelivery),
      nextCursor: last && found.length > limit ? cursors.write(scope, { key: '', id: last.id }) : null,
    }
  },
  recoverWebhookEndpoint(call) {
    const earliest = earliestRecovery(call.core)
    const { since } = call.body
    const from = since === undefined ? earliest : instantOf(since)
    if (from < earliest) {
      const errors = [endpointError('too_long_ago', '/since', call.locale)]
      throw new RefusalError('validation_failed', { errors })
    }
    return { deliveries: call.deliveries.recover(findEndpoint(call, call.params.id), from) }
  },
  redeliverWebhook({ core, deliveries, enterprise, params }) {
    return showDelivery(deliveries.redeliver(findDelivery(core, enterprise.id, params.id)))
  },
}
