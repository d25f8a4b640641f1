import { type OpenApiDocument, openapi } from '../../../contract/openapi.js'
import type { Operations } from '../call.js'
import type { Face } from '../message.js'

/** Made once for each face: it never changes, and making it takes tens of milliseconds. */
const documents = new WeakMap<Face, OpenApiDocument>()

export const publicDocumentOperations: Operations<'retrieveOpenapi'> = {
  retrieveOpenapi({ face }) {
    // With the face's own origin, where its token endpoint is.
    const document = documents.get(face) ?? openapi({ url: face.issuer })
    documents.set(face, document)
    return { ...document }
  },
}
