import { expect, it } from 'vitest'
import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { givenDay } from '@/lib/schemas/texts/moment'
import { isVerb } from './verb'
import * as verbs from './verbs'

type Schema = { [key: string]: unknown }

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Days and times in a JSON schema that may lie in a year that not every format writes alike. */
const isAnyMoment = ({ format, formatMinimum }: Schema) =>
  (format === 'date' || format === 'date-time') && formatMinimum === undefined

/** Paths of the integers in a JSON schema that a column of the database cannot hold, and of moments in any year. */
function findUnbounded(schema: unknown, path = '', seen = new Set<unknown>()): string[] {
  if (!isSchema(schema) || seen.has(schema)) return []
  seen.add(schema)
  const isInRange = Number(schema.maximum) <= LIMITS.integer && Number(schema.minimum) >= -LIMITS.integer
  const isUnbounded = schema.type === 'integer' && !isInRange
  const inside = Object.entries(schema).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.flatMap((each) => findUnbounded(each, path, seen))
    return findUnbounded(value, key === 'properties' ? path : `${path}.${key}`, seen)
  })
  return [...(isUnbounded || isAnyMoment(schema) ? [path] : []), ...inside]
}

it('finds an integer without a bound, and a moment in any year', () => {
  const input = z.strictObject({
    of: z.array(z.strictObject({ version: z.int().min(1), at: z.iso.datetime(), day: givenDay() })),
    fine: z.int().min(0).max(9),
    endless: z.int().max(9),
  })
  expect(findUnbounded(z.toJSONSchema(input))).toEqual(['.of.items.version', '.of.items.at', '.endless'])
})

it('asks no verb for an integer or a moment that no column holds', () => {
  const unbounded = Object.values(verbs)
    .filter(isVerb)
    .flatMap(({ name, input }) =>
      findUnbounded(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).map((path) => `${name}${path}`),
    )
  expect(unbounded).toEqual([])
})
