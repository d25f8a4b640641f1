/** `revision` and `If-Match`. */
import { acknowledge, interim, respond, retrieve, setMetadata, tryToRespond } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus } from '../check.js'

export const lockingCases: readonly Case[] = [
  {
    id: 'locking.revision-rises',
    title: 'Acknowledgement and answers raise the revision, and never lower it',
    clause: 'Writing safely: revision rises with acts that change the case',
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const taken = await acknowledge(company, id)
      check('Revision after acknowledgement', taken.revision > revision, `above ${revision}`, taken.revision)
      const { complaint } = await respond(company, id, interim)
      check(
        'Revision after an answer',
        complaint.revision > taken.revision,
        `above ${taken.revision}`,
        complaint.revision,
      )
    },
  },
  {
    id: 'locking.metadata-apart',
    title: 'Metadata do not raise the revision',
    clause: 'Writing safely: metadata and time do not raise it',
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const patched = await setMetadata(company, id, { department: '客服部' })
      checkEqual('Revision after a change of metadata', patched.revision, revision)
    },
  },
  {
    id: 'locking.if-match',
    title: 'A write on an older revision is refused, and changes nothing',
    clause: 'Errors: 412 revision_conflict, currentRevision is given',
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const { revision: current } = await acknowledge(company, id)
      const old = { headers: { 'if-match': `"${revision}"` } }
      const refusal = checkProblem(await tryToRespond(company, id, interim, old), 'revision_conflict')
      checkEqual('currentRevision', member(refusal, 'currentRevision'), current)
      const after = await retrieve(company, id)
      checkEqual('Revision after a refused write', after.revision, current)
      checkEqual('Answers after a refused write', after.responses.length, 0)
      const right = { headers: { 'if-match': `"${current}"` } }
      checkStatus(await tryToRespond(company, id, interim, right), 201)
    },
  },
  {
    id: 'locking.malformed',
    title: 'If-Match holds one quoted revision, and nothing else',
    clause: 'Errors: 400 invalid_if_match',
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      for (const value of [`${revision}`, `W/"${revision}"`, `"${revision}", "9"`, '*', '"a"']) {
        const answer = await tryToRespond(company, id, interim, { headers: { 'if-match': value } })
        checkProblem(answer, 'invalid_if_match')
      }
    },
  },
]
