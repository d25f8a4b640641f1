/** The receipt (答复回执) of a final answer. */
import { jwks, serverMetadata } from '../../contract/oauth.js'
import { receiptPayload, verifyReceipt } from '../../contract/receipt.js'
import { isTousuError } from '../../errors.js'
import { final, respond, retrieve } from '../acts.js'
import type { Case } from '../case.js'
import { Broken } from '../case.js'
import { check, checkEqual, present, read } from '../check.js'
import type { Context } from '../context.js'

async function verify(
  context: Context,
  id: string,
  response: Awaited<ReturnType<typeof respond>>['response'],
) {
  const { call } = context
  const keys = read(await call('GET', '/.well-known/receipt-keys.json'), jwks)
  const { issuer } = read(await call('GET', '/.well-known/oauth-authorization-server'), serverMetadata)
  const payload = await verifyReceipt({ receipt: response.receipt, response, keys, issuer }).catch(
    (error: unknown) => {
      throw new Broken('The receipt', 'one that holds', isTousuError(error) ? error.message : 'another error')
    },
  )
  checkEqual('complaintId of the receipt', payload.complaintId, id)
  return payload
}

export const receiptCases: readonly Case[] = [
  {
    id: 'receipts.verify',
    title: 'A receipt is verified by the published keys, for exactly this answer',
    clause: 'A complaint: Receipt',
    needs: ['file'],
    async run(context) {
      const { company, file } = context
      const { id, deadline, round } = await file()
      const { response } = await respond(context.company, id, {
        ...final,
        measures: ['关闭自动续费', '退还费用'],
      })
      const payload = await verify(context, id, response)
      checkEqual('dueDate of the receipt', payload.dueDate, deadline?.dueDate)
      checkEqual(
        'onTime, round, submittedAt',
        [payload.onTime, payload.round, payload.submittedAt],
        [true, round, response.submittedAt],
      )
      const stored = present('The stored answer', (await retrieve(company, id)).responses[0])
      await verify(context, id, stored)
    },
  },
  {
    id: 'receipts.keys-apart',
    title: 'Receipts are signed by keys of their own, of type tousu-receipt+jws',
    clause: 'A complaint: Receipt, keys at /.well-known/receipt-keys.json',
    needs: ['file'],
    async run({ company, call, file }) {
      const { id } = await file()
      const { response } = await respond(company, id, final)
      const { decodeProtectedHeader, decodeJwt } = await import('jose')
      const receipt = present('receipt', response.receipt)
      checkEqual('typ of the receipt', decodeProtectedHeader(receipt).typ, 'tousu-receipt+jws')
      const { success } = receiptPayload.safeParse(decodeJwt(receipt))
      check('Payload of the receipt', success, 'every member of the contract', 'others')
      const publicOf = async (path: string) =>
        read(await call('GET', path), jwks).keys.map((key) => {
          check(`A key of ${path}`, !('d' in key), 'a public key', 'a private one')
          return key.x ?? key.n
        })
      const tokenKeys = await publicOf('/.well-known/jwks.json')
      const shared = (await publicOf('/.well-known/receipt-keys.json')).filter((key) =>
        tokenKeys.includes(key),
      )
      checkEqual('Keys for both tokens and receipts', shared.length, 0)
    },
  },
]
