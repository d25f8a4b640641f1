import { serveEvidence } from '../../files/serve-evidence.js'
import type { AttachmentRecord } from '../../state.js'
import { findComplaint, type Operations } from '../call.js'
import { receiveFile, showUpload } from '../receive-file.js'

export const fileOperations: Operations<'downloadEvidence' | 'uploadAttachment'> = {
  downloadEvidence: (call) =>
    serveEvidence(findComplaint(call, call.params.id), call.params.evidenceId, call.headers),
  uploadAttachment(call) {
    const { core, enterprise } = call
    const record: AttachmentRecord = {
      ...receiveFile(call, core.settings.fileBytes),
      id: core.ids.next('att'),
      enterpriseId: enterprise.id,
      uploadedAt: core.clock.now(),
    }
    core.state.attachments.set(record.id, record)
    return showUpload(record)
  },
}
