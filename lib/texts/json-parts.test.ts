import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonParts, keepJson } from './json-parts'

it('parts are together what JSON.stringify writes', () => {
  const text = fc
    .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(1, 1, 1, 36_000))
    .map(([part, times]) => part.repeat(times))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true })),
      fc.array(fc.oneof(tie('value'), fc.constant(undefined)), { maxLength: 5 }),
      fc.dictionary(fc.string(), fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 5 }),
    ),
  }))
  fc.assert(
    fc.property(value, (value) => {
      expect([...jsonParts(value)].join('')).toBe(JSON.stringify(value))
    }),
  )
})

const write = (value: unknown) => [...jsonParts(value)].join('')

it('the JSON of what is kept is written once', () => {
  const [messages, spans] = [[{ content: 'Wasser “ein”' }], [{ start: 1 }]]
  keepJson(messages)
  keepJson(spans)
  const answer = (id: string) => ({ id, messages, trace: { id, spans, note: undefined }, text: 'é' })
  expect(write(answer('a'))).toBe(JSON.stringify(answer('a')))
  const asFirst = JSON.stringify(answer('b'))
  messages.push({ content: 'never' })
  spans.push({ start: 2 })
  expect(write(answer('b'))).toBe(asFirst)
})

it('what is kept may be longer than a part', () => {
  const lines = Array.from({ length: 9_000 }, (_, at) => `line ${at} of a long list of them`)
  keepJson(lines)
  expect(write({ lines })).toBe(JSON.stringify({ lines }))
  expect(write({ lines })).toBe(JSON.stringify({ lines }))
})
