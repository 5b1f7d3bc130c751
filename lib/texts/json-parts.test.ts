import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonParts } from './json-parts'

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
