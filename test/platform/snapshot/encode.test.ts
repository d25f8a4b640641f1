import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode, type Node } from '../../../src/platform/snapshot/encode.js'

const throughJson = (value: object): unknown => {
  const nodes: Node[] = JSON.parse(JSON.stringify(encode(value)))
  return decode(nodes)
}

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double().map((each) => (Object.is(each, -0) ? 0 : each)),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.uint8Array(),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
  ),
}))

describe('what a snapshot holds', () => {
  it('comes back from JSON as it was: maps, bytes, undefined, any number, any name', () => {
    fc.assert(
      fc.property(fc.array(value), (each) => {
        expect(throughJson(each)).toStrictEqual(each)
      }),
      { numRuns: 300 },
    )
  })

  it('is one object where it was one, circles included', () => {
    const event = { id: 'evt_1', self: {} }
    event.self = event
    const back = throughJson({ events: [event], delivery: { event } })
    expect(back).toEqual({ events: [event], delivery: { event } })
    const { events, delivery } = Object(back)
    expect(delivery.event).toBe(events[0])
    expect(events[0].self).toBe(events[0])
  })

  it.each([
    [{ timers: [() => {}] }, '.timers[] is a function'],
    [{ at: new Date(0) }, '.at is of a class'],
    [{ keys: new Map([['k', Symbol('s')]]) }, '.keys{} is a symbol'],
  ])('is nothing but plain values: %#', (each, message) => {
    expect(() => encode(each)).toThrow(message)
  })
})
