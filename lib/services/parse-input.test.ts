import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AppError } from '@/lib/errors'
import { createQuerySetList, createQuerySetSchema } from '@/lib/schemas/query-sets/query-set'
import { verifyLockfileList, verifyLockfileSchema } from '@/lib/schemas/releases/lockfile'
import { parseInput, parseLongInput } from './parse-input'

const schema = z.strictObject({ items: z.array(z.int()) })
const refused = (input: unknown): AppError => {
  try {
    parseInput(schema, input)
  } catch (error) {
    return error as AppError
  }
  throw new Error('it was let through')
}

it('tells the first hundred wrong fields, and counts all', () => {
  const { message, data } = refused({ items: Array.from({ length: 15_000 }, () => 'x') })
  expect(Object.keys(data.fields as object)).toHaveLength(100)
  expect(message).toMatch(/^items\.0: .+; and 14999 more$/)
})

it('tells a single wrong field without a count', () => {
  const { message, data } = refused({ items: [1, 'x'] })
  expect(Object.keys(data.fields as object)).toEqual(['items.1'])
  expect(message).not.toContain('more')
})

it('counts unknown fields, however many, and tells the first hundred', () => {
  const many = Object.fromEntries(Array.from({ length: 49_000 }, (_, at) => [`field${at}`, at]))
  const { message, data } = refused({ items: [], ...many })
  expect(Object.keys(data.fields as object)).toHaveLength(100)
  expect(message).toBe('field0: unknown field; and 48999 more')
})

it('tells the beginning of a long name', () => {
  const name = `${'n'.repeat(199)}😀${'n'.repeat(900_000)}`
  const { message, data } = refused({ items: [], [name]: 1 })
  expect(message).toBe(`${'n'.repeat(199)}…: unknown field`)
  expect(JSON.stringify(data).length).toBeLessThan(300)
})

it('names the place of a text that cannot be stored', () => {
  const texts = z.strictObject({ lists: z.array(z.array(z.string())) })
  expect(() => parseInput(texts, { lists: [['a'], ['b', 'c\0']] })).toThrow('lists.1.1: contains a null byte')
  expect(() => parseInput(texts, { lists: [['\ud800']] })).toThrow('lists.0.0: contains half of a surrogate pair')
  expect(parseInput(texts, { lists: [['c\0']] }, { rawText: 'lists' })).toEqual({ lists: [['c\0']] })
  expect(() => parseInput(texts, { lists: [['c\0']] }, { rawText: 'other' })).toThrow('null byte')
})

it('names a field whose name cannot be stored', () => {
  const named = z.strictObject({ weights: z.array(z.record(z.string(), z.int())) })
  expect(() => parseInput(named, { weights: [{ 'a\ud800': 1 }] })).toThrow(
    'weights.0.a\ud800: its name contains half of a surrogate pair',
  )
  expect(() => parseInput(named, { weights: [{ 'a\0': 1 }] })).toThrow('its name contains a null byte')
  expect(parseInput(named, { weights: [{ 'a\ud83d\ude00': 1 }] })).toEqual({ weights: [{ 'a😀': 1 }] })
})

it.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])('refuses an unknown field named %s', (name) => {
  const { code, message, data } = refused(JSON.parse(`{"items":[],"${name}":{"x":1}}`))
  expect([code, message]).toEqual(['VALIDATION', `${name}: unknown field`])
  expect(Object.keys(data.fields as object)).toEqual([name])
})

it('tells how large an integer may be, not how large one can be', () => {
  const counted = z.strictObject({ limit: z.int().min(1).max(100) })
  expect(() => parseInput(counted, { limit: 2 ** 53 })).toThrow('limit: must be at most 100')
  expect(() => parseInput(counted, { limit: -(2 ** 53) })).toThrow('limit: must be at least 1')
})

describe('an input with a long list', () => {
  const module = (n: number) => ({ id: `m${n}`, version: 1, sha256: 'a'.repeat(64), chunks: 'b'.repeat(64) })
  const lockfileOf = (modules: unknown[], more: object = {}) => ({
    lockfile: {
      ...{
        format: 'loadout-lockfile',
        formatVersion: 1,
        loadout: '1',
        workspace: 'default',
        index: null,
        policies: [],
      },
      ...{ release: { id: 'production', name: 'Production' }, modules, ...more },
    },
  })
  const parse = (input: unknown) => parseLongInput(verifyLockfileSchema, input, { list: verifyLockfileList })
  const many = (count: number) => Array.from({ length: count }, (_, n) => module(n))
  const told = (input: unknown) =>
    parse(input).then(
      () => 'let through',
      ({ message, data }: AppError) => ({ message, fields: data.fields }),
    )
  const toldAtOnce = (input: unknown) => {
    try {
      parseInput(verifyLockfileSchema, input)
      return 'let through'
    } catch (error) {
      const { message, data } = error as AppError
      return { message, fields: data.fields }
    }
  }

  it('is parsed as at once, others having turns', async () => {
    let turns = 0
    let isOver = false
    const count = () => {
      turns++
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const input = lockfileOf(many(10_000))
    expect(await parse(input)).toEqual(parseInput(verifyLockfileSchema, input))
    isOver = true
    expect(turns).toBeGreaterThan(0)
  })

  it.each([
    ['a wrong item', lockfileOf([...many(300), { ...module(300), version: 0, more: 1 }])],
    ['many wrong items', lockfileOf(Array.from({ length: 900 }, () => 1))],
    ['an item twice', lockfileOf([...many(300), module(7)])],
    ['too many items', lockfileOf(many(10_001))],
    ['a text that cannot be stored', lockfileOf([...many(300), { ...module(300), id: 'a\ud800' }])],
    ['a text beside it that cannot be stored', lockfileOf(many(300), { workspace: 'a\ud800' })],
    ['something else that is wrong', lockfileOf(many(300), { workspace: 1, other: true })],
    ['no list', lockfileOf('x' as never)],
    ['nothing', null],
  ])('with %s is told as at once', async (_, input) => {
    expect(await told(input)).toEqual(toldAtOnce(input))
    expect(await told(input)).not.toBe('let through')
  })

  const why = { text: 'Why?', checks: [{ kind: 'answered' }] }
  const querySets: [string, { queries?: object[]; name?: string }, string | null][] = [
    ['as it should be', {}, null],
    ['with something else that is wrong', { name: ' ' }, 'name'],
    ['with the same id twice', { queries: [{ ...why, id: 'q7' }] }, 'queries'],
    ['with a query that checks nothing', { queries: [{ text: 'Why?' }] }, 'queries.300.checks'],
    ['with a text that cannot be stored', { queries: [{ ...why, text: 'Why\0?' }] }, 'queries.300.text'],
  ]
  it.each(querySets)('of queries, %s, comes out as at once', async (_, { queries = [], ...more }, field) => {
    const first = Array.from({ length: 300 }, (_, n) => ({ ...why, id: `q${n}` }))
    const input = { name: 'Large', queries: [...first, ...queries], ...more }
    const toTold = ({ message, data }: AppError) => ({ message, fields: data.fields })
    const atOnce = await (async () => parseInput(createQuerySetSchema, input))().catch(toTold)
    expect(await parseLongInput(createQuerySetSchema, input, { list: createQuerySetList }).catch(toTold)).toEqual(
      atOnce,
    )
    expect('fields' in atOnce ? Object.keys(atOnce.fields as object) : null).toEqual(field === null ? null : [field])
  })
})
