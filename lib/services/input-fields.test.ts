import { expect, it } from 'vitest'
import { z } from 'zod'
import { isVerb } from './verb'
import * as verbs from './verbs'

type Schema = { [key: string]: unknown }

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Paths of what takes fields that it does not know: they would be dropped without a word. */
function findLoose(schema: unknown, path = '', seen = new Set<unknown>()): string[] {
  if (!isSchema(schema) || seen.has(schema)) return []
  seen.add(schema)
  const takesAnything = Object.keys(schema).every((key) => key === '$schema' || key === 'description')
  const isLoose = schema.type === 'object' && schema.additionalProperties === undefined
  const inside = Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties')
      return Object.entries(value as Schema).flatMap(([name, of]) => findLoose(of, `${path}.${name}`, seen))
    if (Array.isArray(value)) return value.flatMap((each) => findLoose(each, path, seen))
    return ['items', '$defs', 'additionalProperties'].includes(key) && value !== false
      ? findLoose(value, `${path}.${key}`, seen)
      : []
  })
  return [...(isLoose || takesAnything ? [path] : []), ...inside]
}

it('finds what takes any field', () => {
  const input = z.strictObject({
    of: z.array(z.object({ version: z.int() })),
    either: z.union([z.string(), z.object({ a: z.string() })]),
    any: z.unknown(),
    fine: z.record(z.string(), z.int()),
  })
  expect(findLoose(z.toJSONSchema(input, { io: 'input' }))).toEqual(['.of.items', '.either', '.any'])
})

it('lets no verb drop a field that it does not know', () => {
  const loose = Object.values(verbs)
    .filter(isVerb)
    .flatMap(({ name, input }) =>
      findLoose(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).map((path) => `${name}${path}`),
    )
  expect(loose).toEqual([])
})
