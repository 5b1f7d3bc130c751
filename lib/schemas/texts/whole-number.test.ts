import { expect, it } from 'vitest'
import { z } from 'zod'
import { wholeNumber } from './whole-number'

const schema = z.strictObject({ limit: wholeNumber(1, 100).default(50) })

it.each([7, '7', '007', '100'])('takes %j', (limit) => {
  expect(schema.parse({ limit })).toEqual({ limit: Number(limit) })
})

it.each(['', ' 7', '7 ', '+7', '1e1', '0x10', '0b1', '7.0', '٧', '1_0', '101', '0', '-1', '9'.repeat(400)])(
  'refuses the text %j',
  (limit) => expect(schema.safeParse({ limit }).success).toBe(false),
)

it.each([true, null, [7], ['7'], 7.5, Number.NaN, {}, new Date(7)])('refuses %j', (limit) => {
  expect(schema.safeParse({ limit }).success).toBe(false)
})

it('is described as a whole number', () => {
  const limit = { type: 'integer', minimum: 1, maximum: 100 }
  expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ properties: { limit } })
})
