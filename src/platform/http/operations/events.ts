import { limits } from '../../../contract/limits.js'
import {
  createEndpoint,
  deleteEndpoint,
  rotateSecret,
  showEndpoint,
  updateEndpoint,
} from '../../acts/endpoints.js'
import { readFeed } from '../../event-feed.js'
import { findEndpoint, type Operations } from '../call.js'

export const eventOperations: Operations<
  | 'listEvents'
  | 'createWebhookEndpoint'
  | 'listWebhookEndpoints'
  | 'retrieveWebhookEndpoint'
  | 'updateWebhookEndpoint'
  | 'deleteWebhookEndpoint'
  | 'rotateWebhookSecret'
  | 'pingWebhookEndpoint'
> = {
  listEvents: ({ core, enterprise, query }) => readFeed(core, enterprise, query),
  createWebhookEndpoint: ({ core, enterprise, body, locale }) =>
    createEndpoint(core, enterprise, body, locale),
  listWebhookEndpoints({ core, enterprise, client, cursors, query }) {
    const { cursor, limit = limits.page.default } = query
    const scope = { clientId: client.id, route: 'listWebhookEndpoints', filters: {} }
    const after = cursor === undefined ? '' : cursors.read(scope, cursor).id
    // Ids rise in the order of creation.
    const ids = enterprise.endpointIds.filter((id) => id > after)
    const shown = ids.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.flatMap((id) => {
        const endpoint = core.state.endpoints.get(id)
        return endpoint ? [showEndpoint(core, endpoint)] : []
      }),
      nextCursor:
        last !== undefined && ids.length > limit ? cursors.write(scope, { key: '', id: last }) : null,
    }
  },
  retrieveWebhookEndpoint: (call) => showEndpoint(call.core, findEndpoint(call, call.params.id)),
  updateWebhookEndpoint: (call) =>
    updateEndpoint(call.core, call.enterprise, findEndpoint(call, call.params.id), call.body, call.locale),
  deleteWebhookEndpoint(call) {
    deleteEndpoint(call.core, call.enterprise, findEndpoint(call, call.params.id))
    return undefined
  },
  rotateWebhookSecret: (call) =>
    rotateSecret(call.core, findEndpoint(call, call.params.id), call.body, call.locale),
  pingWebhookEndpoint: (call) => call.deliveries.ping(findEndpoint(call, call.params.id)),
}
