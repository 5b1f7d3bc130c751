import { expect, it } from 'vitest'
import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { isVerb } from './verb'
import * as verbs from './verbs'

type Schema = { [key: string]: unknown }

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Paths of the integers in a JSON schema that may be larger than a column of the database holds. */
function findUnbounded(schema: unknown, path = '', seen = new Set<unknown>()): string[] {
  if (!isSchema(schema) || seen.has(schema)) return []
  seen.add(schema)
  const isUnbounded = schema.type === 'integer' && !(Number(schema.maximum) <= LIMITS.integer)
  const inside = Object.entries(schema).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.flatMap((each) => findUnbounded(each, path, seen))
    return findUnbounded(value, key === 'properties' ? path : `${path}.${key}`, seen)
  })
  return [...(isUnbounded ? [path] : []), ...inside]
}

it('finds an integer without a bound', () => {
  const input = z.strictObject({ of: z.array(z.strictObject({ version: z.int().min(1) })), fine: z.int().max(9) })
  expect(findUnbounded(z.toJSONSchema(input))).toEqual(['.of.items.version'])
})

it('asks no verb for an integer that no column holds', () => {
  const unbounded = Object.values(verbs)
    .filter(isVerb)
    .flatMap(({ name, input }) =>
      findUnbounded(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).map((path) => `${name}${path}`),
    )
  expect(unbounded).toEqual([])
})
