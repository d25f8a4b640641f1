/** The company's service: a real Express app with the receiver mounted, and a list of what its handlers did. */
import { once } from 'node:events'
import express from 'express'
import { expressReceiver } from 'tousu/express'
import { createReceiver } from 'tousu/webhooks'

/** A delivery as it came in, kept so that the demo can show it and send it again. */
export interface Delivery {
  readonly headers: Record<string, string>
  readonly body: string
}

export async function startCompany() {
  const secrets: string[] = []
  const deliveries: Delivery[] = []
  const handled: string[] = []
  const refusals: string[] = []

  const receiver = createReceiver({
    secrets: () => secrets,
    on: {
      'complaint.assigned': (event) => {
        handled.push(`${event.type} ${event.data.complaint.number}`)
      },
      'complaint.deadline_approaching': (event) => {
        handled.push(`${event.type} ${event.data.complaint.number} ${event.data.remainingWorkingDays}`)
      },
      'complaint.overdue': (event) => {
        handled.push(`${event.type} ${event.data.complaint.number} ${event.data.dueDate}`)
      },
      'complaint.urged': (event) => {
        handled.push(`${event.type} ${event.data.complaint.number}`)
      },
      'complaint.rated': (event) => {
        handled.push(`${event.type} ${event.data.complaint.number} ${event.data.rating.score}`)
      },
    },
  })
  receiver.activity.on('refused', ({ reason }) => refusals.push(reason))

  const app = express()
  app.use('/webhooks/tousu', (request, _response, next) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(request.headers)) {
        const isShown = name.startsWith('webhook-') || name === 'content-type'
        if (isShown && typeof value === 'string') headers[name] = value
      }
      deliveries.push({ headers, body: Buffer.concat(chunks).toString() })
    })
    next()
  })
  app.post('/webhooks/tousu', expressReceiver(receiver))

  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The company has no port.')
  const url = `http://127.0.0.1:${address.port}/webhooks/tousu`

  return {
    url,
    secrets,
    deliveries,
    handled,
    refusals,
    /** Sends a delivery as anybody on the network could; answers the status. */
    async receive({ headers, body }: Delivery): Promise<number> {
      return (await fetch(url, { method: 'POST', headers, body })).status
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
