import { expect, it } from 'vitest'
import { z } from 'zod'
import type { AppError } from '@/lib/errors'
import { parseInput } from './parse-input'

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
