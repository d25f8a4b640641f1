import { describe, expect, it } from 'vitest'
import { getToken, person } from '../http/setup.js'
import { operatorRouteNames, prepare } from './requests.js'
import { note, setUp } from './setup.js'

describe('the audit log', () => {
  it.each(operatorRouteNames)('has exactly one entry of %s, if it is an act', async (name) => {
    const own = await setUp()
    const operator = await own.platform.registerOperator({ role: 'administrator' })
    const token = await getToken(own.platform, operator)
    const { method, path, body, act } = await prepare(name, own)
    const before = await own.operator.audit()
    await own.platform.clock.advance({ hours: 1 })
    await own.call(method, path, {
      token,
      headers: method === 'GET' ? {} : { 'tousu-actor': 'op-9' },
      ...(body ? { body } : {}),
    })
    expect((await own.operator.audit()).slice(before.length)).toEqual(
      act === undefined
        ? []
        : [
            {
              id: expect.stringMatching(/^aud_/),
              at: '2026-09-24T10:00:00+08:00',
              clientId: operator.clientId,
              actor: 'op-9',
              act,
              target: act === 'receipt_key.rotated' ? null : expect.any(String),
              note,
            },
          ],
    )
  })

  it('has no entry of an act that was refused', async () => {
    const { operator, platform, file } = await setUp()
    const { complaintId } = await file()
    const analyst = platform.operator({ role: 'analyst' })
    await expect(analyst.accept(complaintId)).rejects.toThrow('insufficient_scope')
    await expect(operator.refuse(complaintId, { note: '太短' })).rejects.toThrow('validation_failed')
    await expect(operator.accept('cmp_unknown')).rejects.toThrow('not_found')
    await expect(operator.decideExtension(complaintId, { decision: 'granted', note })).rejects.toThrow(
      'nothing_pending',
    )
    expect(await operator.audit()).toEqual([])
  })

  it.each([
    ['the name', person.name],
    ['the phone', person.phone],
    ['the phone, written apart', '100 1234 5678'],
    ['the document', person.idNumber],
    ['the account', 'zhang-1990'],
    ["somebody else's phone", '10011112222'],
    ['an address', 'someone@mail.example'],
  ])('holds nothing personal: a note with %s stays with the complaint', async (_, value) => {
    const { operator, file, consumer } = await setUp()
    const { complaintId } = await file({ accountReference: 'zhang-1990' })
    const personal = `请联系 ${value} 补充材料后重新提交。`
    await operator.returnForSupplement(complaintId, { note: personal })
    const log = await operator.audit()
    expect(log).toMatchObject([{ act: 'complaint.returned', note: null }])
    expect(JSON.stringify(log)).not.toContain(value)
    // The person reads it all the same.
    expect((await consumer.history(complaintId)).at(-1)).toMatchObject({ note: personal })
  })

  it('is looked through by act, actor, target and time', async () => {
    const { operator, platform, file } = await setUp()
    const [first, second] = [await file(), await file()]
    await operator.accept(first.complaintId)
    await platform.clock.advance({ hours: 1 })
    await platform.operator({ actor: 'op-8' }).refuse(second.complaintId, { note })
    const acts = async (filter: Parameters<typeof operator.audit>[0]) =>
      (await operator.audit(filter)).map(({ act }) => act)
    expect(await acts({ act: 'complaint.refused' })).toEqual(['complaint.refused'])
    expect(await acts({ actor: 'op-7' })).toEqual(['complaint.accepted'])
    expect(await acts({ target: second.complaintId })).toEqual(['complaint.refused'])
    expect(await acts({ from: '2026-09-24T10:00:00+08:00' })).toEqual(['complaint.refused'])
    expect(await acts({ to: '2026-09-24T10:00:00+08:00' })).toEqual(['complaint.accepted'])
  })

  it('is for administrators', async () => {
    const { platform } = await setUp()
    for (const role of ['reviewer', 'analyst'] as const) {
      await expect(platform.operator({ role }).audit()).rejects.toThrow('insufficient_scope')
    }
  })
})
