/** A company's service, small but whole: a ticket for each complaint, an alarm when its deadline comes near. */
import type { TousuClient } from 'tousu'
import { createReceiver, type Receiver } from 'tousu/webhooks'

export interface Ticket {
  readonly complaintId: string
  readonly number: string
  readonly dueDate: string | undefined
  escalated: boolean
}

export interface ServiceOptions {
  readonly client: TousuClient
  /** `whsec_…` of the webhook endpoint. */
  readonly secret: string
}

export function createService({ client, secret }: ServiceOptions): {
  readonly receiver: Receiver
  readonly tickets: Map<string, Ticket>
} {
  const tickets = new Map<string, Ticket>()
  const receiver = createReceiver({
    secrets: secret,
    on: {
      'complaint.assigned': async (event, { signal }) => {
        const { id, number, deadline } = await client.complaints.retrieve(event.data.complaint.id, { signal })
        tickets.set(id, { complaintId: id, number, dueDate: deadline?.dueDate, escalated: false })
        await client.complaints.update(id, { metadata: { ticket: `T-${tickets.size}` } }, { signal })
      },
      'complaint.deadline_approaching': (event) => {
        const ticket = tickets.get(event.data.complaint.id)
        if (ticket) ticket.escalated = true
      },
    },
  })
  return { receiver, tickets }
}
