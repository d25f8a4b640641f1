import { createHash } from 'node:crypto'
import { checkFile } from '../../files/check-file.js'
import { readFileName } from '../../files/content-disposition.js'
import { serveEvidence } from '../../files/serve-evidence.js'
import { RefusalError } from '../../refusal.js'
import type { AttachmentRecord } from '../../state.js'
import { findComplaint, type Operations } from '../call.js'

export const fileOperations: Operations<'downloadEvidence' | 'uploadAttachment'> = {
  downloadEvidence: (call) =>
    serveEvidence(findComplaint(call, call.params.id), call.params.evidenceId, call.headers),
  uploadAttachment({ core, enterprise, headers, bytes, locale }) {
    const name = readFileName(headers['content-disposition'], locale)
    const contentType = headers['content-type'] ?? ''
    const digest = createHash('sha256').update(bytes).digest()
    checkContentDigest(headers['content-digest'], digest)
    const checked = checkFile({ name, contentType, data: bytes, limit: core.settings.fileBytes })
    const record: AttachmentRecord = {
      ...checked,
      id: core.ids.next('att'),
      sha256: digest.toString('hex'),
      enterpriseId: enterprise.id,
      uploadedAt: core.clock.now(),
    }
    core.state.attachments.set(record.id, record)
    const { id, sha256, data } = record
    return { id, name: record.name, contentType: record.contentType, size: data.length, sha256 }
  },
}

/** RFC 9530 section 2; digests by other algorithms are not looked at. */
function checkContentDigest(header: string | undefined, digest: Buffer): void {
  const given = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{0,100}):/.exec(header ?? '')?.[1]
  if (given !== undefined && given !== digest.toString('base64')) throw new RefusalError('digest_mismatch')
}
