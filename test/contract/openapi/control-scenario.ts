import { type CallOptions, type Driver, textAt } from './driver.js'

const person = { name: '李小红', idNumber: '000000199202020028', phone: '10087654321' }

/** In process there is no peer and no `Host`: the token is all that is asked for. */
export async function driveControl(driver: Driver): Promise<void> {
  const { platform } = driver
  const call = (operation: Parameters<Driver['call']>[0], options: CallOptions = {}) =>
    driver.call(operation, { token: platform.controlToken, ...options })

  await call('retrieveClock')
  await call('retrieveClock', { token: null, status: 401 })
  await call('retrieveClock', { headers: { origin: 'https://page.example' }, status: 404 })
  await call('advanceClock', { body: { hours: 1 } })
  await call('advanceClock', { body: { weeks: 1 }, status: 422 })
  const company = await call('addEnterprise', {
    body: { name: '示例青禾', authentication: 'client_secret_basic', services: [{ name: '示例青禾视频' }] },
  })
  await call('addOperator', { body: { role: 'reviewer', authentication: 'client_secret_basic' } })
  const filed = await call('fileForPerson', {
    body: {
      person,
      enterpriseId: textAt(company, 'id'),
      title: '客服电话打不通',
      description: '热线连打三次都无人接听，在线客服只有机器人。',
      category: '客服渠道',
    },
  })
  const one = { params: { id: textAt(filed, 'complaintId') } }
  await call('actForPerson', { ...one, body: { act: 'urge', person }, status: 409 })
  await call('actForPerson', { ...one, body: { act: 'supplement', person, text: '通话记录已保存。' } })
  await call('listOutbox', { query: { to: person.phone } })
  await call('addFault', { body: { request: { route: 'listComplaints', status: 503, times: 2 } } })
  await call('listFaults')
  await call('clearFaults')
  await call('listRequests')
  await call('listSentDeliveries')
  const snapshot = await call('takeSnapshot')
  await call('restoreSnapshot', { body: { ...snapshot, version: 99 }, status: 422 })
  await call('restoreSnapshot', { body: snapshot })
}
