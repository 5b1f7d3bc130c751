import { z } from 'zod'
import { HOSTILE_VALUES } from './hostile-values'

export type Mutation = { name: string; path: readonly string[]; value: unknown }
type JsonSchema = { [key: string]: unknown }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Levels of a fixture's input that are taken apart. */
const DEPTH = 4

/** Where something stands in an input, the input itself first; of a list, its first entry. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (path.length >= DEPTH || typeof value !== 'object' || value === null) return [path]
  const names = Array.isArray(value) ? Object.keys(value).slice(0, 1) : Object.keys(value)
  return [path, ...names.flatMap((name) => pathsOf((value as JsonSchema)[name], [...path, name]))]
}

type Field = { path: readonly string[]; schema: JsonSchema }

/** The fields that a schema names, whether or not an input has them. */
function fieldsOf(schema: unknown, root: JsonSchema, path: readonly string[] = []): Field[] {
  if (!isObject(schema) || path.length > DEPTH) return []
  if (typeof schema.$ref === 'string') {
    const defs = root.$defs as JsonSchema | undefined
    return fieldsOf(defs?.[schema.$ref.split('/').at(-1)!], root, path)
  }
  const either = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] as unknown[] | undefined) ?? [])
  return [
    { path, schema },
    ...either.flatMap((each) => fieldsOf(each, root, path)),
    ...Object.entries((schema.properties as JsonSchema | undefined) ?? {}).flatMap(([name, of]) =>
      fieldsOf(of, root, [...path, name]),
    ),
    ...fieldsOf(schema.items, root, [...path, '0']),
  ]
}

/** What a schema says that a field may be: each allowed value, and the ends of its range. */
function edgesOf({ enum: values, const: only, minimum, maximum, default: usual, type }: JsonSchema): unknown[] {
  const all = [...((values as unknown[] | undefined) ?? []), only, minimum, maximum, usual]
  if (type === 'boolean') all.push(true, false)
  return all.filter((value) => value !== undefined)
}

/** Every field of the input and of the schema with every value, one at a time; `foreign` is the same of another workspace. */
export function mutationsOf(input: z.ZodType, valid: unknown, foreign: unknown): Mutation[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const fields = fieldsOf(schema, schema)
  const paths = new Map([...pathsOf(valid), ...fields.map(({ path }) => path)].map((path) => [path.join('.'), path]))
  const mutations: Mutation[] = []
  for (const path of paths.values()) {
    for (const [name, value] of Object.entries(HOSTILE_VALUES)) mutations.push({ name, path, value })
    for (const name of ['__proto__', 'constructor', 'unknown', 'a\0b']) {
      mutations.push({ name: 'another field', path: [...path, name], value: 'x' })
    }
    const theirs = valueAt(foreign, path)
    if (theirs !== undefined) mutations.push({ name: 'of another workspace', path, value: theirs })
  }
  for (const { path, schema: of } of fields) {
    for (const value of edgesOf(of)) mutations.push({ name: 'edge', path, value })
  }
  return mutations
}

function valueAt(holder: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as JsonSchema | undefined)?.[name], holder)
}

/** A copy of the input with the value at that place; what stands on the way is made where it lacks. */
export function mutate(input: unknown, { path, value }: Pick<Mutation, 'path' | 'value'>): unknown {
  const [name, ...inside] = path
  if (name === undefined) return value
  const isIndex = /^\d+$/.test(name)
  if (isIndex && (Array.isArray(input) || input === undefined)) {
    const list = [...((input as unknown[] | undefined) ?? [])]
    list[Number(name)] = mutate(list[Number(name)], { path: inside, value })
    return list
  }
  const copy: Record<string, unknown> = isObject(input) ? { ...input } : {}
  const own = Object.hasOwn(copy, name) ? copy[name] : undefined
  // an assignment to __proto__ would set no field
  Object.defineProperty(copy, name, {
    value: mutate(own, { path: inside, value }),
    ...{ enumerable: true, writable: true, configurable: true },
  })
  return copy
}

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function makeRandom(seed: string): () => number {
  let state = 2_166_136_261
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Up to so many of them, in an order of chance. */
export function sample<Item>(items: readonly Item[], count: number, random: () => number): Item[] {
  const rest = [...items]
  for (let at = 0; at < Math.min(count, rest.length); at++) {
    const other = at + Math.floor(random() * (rest.length - at))
    ;[rest[at], rest[other]] = [rest[other]!, rest[at]!]
  }
  return rest.slice(0, count)
}
