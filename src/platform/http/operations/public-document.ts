import { openapi } from '../../../contract/openapi.js'
import type { Operations } from '../call.js'

export const publicDocumentOperations: Operations<'retrieveOpenapi'> = {
  // With the face's own origin, where its token endpoint is.
  retrieveOpenapi: ({ face }) => ({ ...openapi({ url: face.issuer }) }),
}
