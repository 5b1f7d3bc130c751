import { expect, it } from 'vitest'
import { z } from 'zod'
import { isVerb } from './verb'
import * as verbs from './verbs'

type Schema = { [key: string]: unknown }
type Place = { path: string; schema: Schema }

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Each schema that stands in one, with its path. */
function listPlaces(schema: unknown, path = '', seen = new Set<unknown>()): Place[] {
  if (!isSchema(schema) || seen.has(schema)) return []
  seen.add(schema)
  const inside = Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties')
      return Object.entries(value as Schema).flatMap(([name, of]) => listPlaces(of, `${path}.${name}`, seen))
    if (key === '$defs') return Object.values(value as Schema).flatMap((of) => listPlaces(of, `${path}.$defs`, seen))
    if (Array.isArray(value)) return value.flatMap((each) => listPlaces(each, path, seen))
    return ['items', 'additionalProperties', 'propertyNames'].includes(key)
      ? listPlaces(value, `${path}.${key}`, seen)
      : []
  })
  return [{ path, schema }, ...inside]
}

/** What takes fields that it does not know: they would be dropped without a word. */
function isLoose({ schema }: Place): boolean {
  const takesAnything = Object.keys(schema).every((key) => key === '$schema' || key === 'description')
  return takesAnything || (schema.type === 'object' && schema.additionalProperties === undefined)
}

/** Texts that are whole files: bounded in bytes, by what a file may have. */
const WHOLE_FILE = /\.(source|body|content)$/

/** What no limit of its own bounds: a text by its length, a list or a record by the number of what it holds, a number by its size. */
function isUnbounded({ path, schema }: Place): boolean {
  if (schema.enum !== undefined || schema.const !== undefined) return false
  if (schema.type === 'string') {
    const isBounded = schema.maxLength !== undefined || schema.format !== undefined || isBoundedPattern(schema.pattern)
    return !isBounded && !WHOLE_FILE.test(path)
  }
  if (schema.type === 'array') return schema.maxItems === undefined && !hasFewValues(schema.items)
  if (schema.type === 'object') return isSchema(schema.propertyNames) && !hasFewValues(schema.propertyNames)
  return (
    (schema.type === 'integer' || schema.type === 'number') &&
    ((schema.maximum === undefined && schema.exclusiveMaximum === undefined) ||
      (schema.minimum === undefined && schema.exclusiveMinimum === undefined))
  )
}

/** From its start to its end, each part at most so many times. */
const isBoundedPattern = (pattern: unknown) =>
  typeof pattern === 'string' && /^\^.*\$$/.test(pattern) && !/[*+](?![^[]*\])|,\}/.test(pattern)
const hasFewValues = (schema: unknown) => isSchema(schema) && Array.isArray(schema.enum)

const inputOf = (input: z.ZodType) => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
const findIn = (input: z.ZodType, isFound: (place: Place) => boolean) =>
  listPlaces(inputOf(input))
    .filter(isFound)
    .map(({ path }) => path)
const findInVerbs = (isFound: (place: Place) => boolean) =>
  Object.values(verbs)
    .filter(isVerb)
    .flatMap(({ name, input }) => findIn(input, isFound).map((path) => `${name}${path}`))

it('finds what takes any field', () => {
  const input = z.strictObject({
    of: z.array(z.object({ version: z.int() })),
    either: z.union([z.string(), z.object({ a: z.string() })]),
    any: z.unknown(),
    fine: z.record(z.string(), z.int()),
  })
  expect(findIn(input, isLoose)).toEqual(['.of.items', '.either', '.any'])
})

it('lets no verb drop a field that it does not know', () => {
  expect(findInVerbs(isLoose)).toEqual([])
})

it('finds what has no limit', () => {
  const named = z.strictObject({ words: z.array(z.string()).max(2) }).meta({ id: 'Named' })
  const input = z.strictObject({
    ids: z.array(z.string()).max(9),
    long: z.array(z.string().max(9)),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    word: z.string().regex(/^[a-z]+$/),
    source: z.string(),
    scopes: z.array(z.enum(['read', 'write'])),
    weights: z.record(z.string().max(9), z.int().max(9)),
    shares: z.partialRecord(z.enum(['a', 'b']), z.number().min(0).max(1)),
    named,
  })
  const found = ['.ids.items', '.long', '.word', '.weights', '.$defs.words.items']
  expect(findIn(input, isUnbounded)).toEqual(found)
})

it('lets no verb take a text, list or number without a limit', () => {
  expect(findInVerbs(isUnbounded)).toEqual([])
})
