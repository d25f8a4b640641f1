import { showWebhookKeys } from '../../deliveries/webhook-keys.js'
import { RefusalError } from '../../refusal.js'
import type { Operations } from '../call.js'
import { pairsOf } from '../parse-query.js'

export const authenticationOperations: Operations<
  | 'retrieveServerMetadata'
  | 'retrieveTokenKeys'
  | 'retrieveReceiptKeys'
  | 'retrieveWebhookKeys'
  | 'createToken'
> = {
  retrieveServerMetadata: ({ oauth, face }) => oauth.metadata(face.issuer),
  retrieveTokenKeys: ({ oauth }) => oauth.jwks(),
  retrieveReceiptKeys: ({ core }) => core.receipts.keys(),
  retrieveWebhookKeys({ core, params }) {
    const endpoint = core.state.endpoints.get(params.id)
    if (!endpoint) throw new RefusalError('not_found')
    return showWebhookKeys(core, endpoint)
  },
  createToken({ oauth, face, headers, bytes, wireNow }) {
    const form = new Map<string, string>()
    for (const [name, value] of pairsOf(new TextDecoder().decode(bytes))) {
      // RFC 6749 section 3.2: parameters must not be included more than once.
      if (form.has(name)) throw new RefusalError('malformed_request')
      form.set(name, value)
    }
    const { issuer } = face
    return oauth.token({ issuer, authorization: headers['authorization'], form, wireNow })
  },
}
