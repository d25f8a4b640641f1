/** The same from a CommonJS file: `require` of an ES module, which TypeScript knows from 5.8 on. */
import calendar = require('tousu/calendar')

import { TousuClient, type TousuError } from 'tousu'
import { createReceiver, verifyWebhook } from 'tousu/webhooks'

export const due: string = calendar.addWorkingDays('2026-09-24', 10)
export const client = new TousuClient({
  baseUrl: 'https://platform.example',
  clientId: 'client',
  clientSecret: 'secret',
})
export const receiver = createReceiver({
  secrets: 'whsec_…',
  on: { 'complaint.overdue': (event) => console.log(event.data.dueDate) },
})

export async function read(body: string): Promise<string> {
  const event = await verifyWebhook({ body, headers: {}, secrets: 'whsec_…' })
  // @ts-expect-error there is no such type of event
  if (event.type === 'complaint.asigned') return ''
  return event.type === 'unknown' ? event.originalType : event.type
}

export const codeOf = (error: TousuError): string => error.code
