/** A delivery on its way from the receiver, or the feed, to an inbox: what both sides of the seam agree on. */

/** What an inbox has to know of an event without knowing its schema. */
export interface Envelope {
  /** The event's id, which is also `webhook-id`: the same on every retry and in the feed. */
  readonly id: string
  readonly type: string
  /** In the company's feed, 1, 2, 3 … without gaps; none for what is not in the feed. */
  readonly sequence?: number | undefined
  /** The complaint whose events are run in order; none for an event about no complaint. */
  readonly complaintId?: string | undefined
  /** 1, 2, 3 … for each complaint, without gaps. */
  readonly complaintSequence?: number | undefined
}

/** An authentic event, as it came. */
export interface Delivery {
  readonly envelope: Envelope
  /** The event's JSON, exactly as it came. */
  readonly text: string
  /** Wire time, in milliseconds since 1970. */
  readonly receivedAt: number
  /** W3C Trace Context, as the delivery had it. */
  readonly traceparent?: string | undefined
}

/** Where deliveries are kept: what a receiver needs of an inbox. */
export interface DeliveryStore {
  /** Resolves once the delivery is durable. Rejects when it is not: the sender has to send it again. */
  accept(delivery: Delivery): Promise<'new' | 'duplicate'>
}

/**
 * Reads what an inbox has to know, and nothing else: an event of a type or a shape of the future is kept all the same.
 *
 * @param id where it came by another way than the text: `webhook-id`
 * @throws SyntaxError when the text is not JSON
 */
export function readEnvelope(id: string, text: string): Envelope & { readonly enterpriseId: unknown } {
  const event = membersOf(JSON.parse(text))
  const complaint = membersOf(membersOf(event['data'])['complaint'])
  const type = event['type']
  const complaintId = complaint['id']
  const isAboutComplaint = typeof complaintId === 'string' && complaintId !== ''
  return {
    id,
    type: typeof type === 'string' ? type : 'unknown',
    sequence: readCount(event['sequence']),
    complaintId: isAboutComplaint ? complaintId : undefined,
    // Without its complaint the number orders nothing.
    complaintSequence: isAboutComplaint ? readCount(event['complaintSequence']) : undefined,
    enterpriseId: event['enterpriseId'],
  }
}

function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
}
