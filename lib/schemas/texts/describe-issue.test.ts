import { expect, it } from 'vitest'
import { z } from 'zod'
import { describeIssue } from './describe-issue'
import { wholeNumber } from './whole-number'

const messageOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input, { error: describeIssue }).error?.issues[0]?.message

it.each<[string, z.ZodType, unknown]>([
  ['is required', z.string(), undefined],
  ['is required', z.enum(['a', 'b']), undefined],
  ['is required', z.union([z.string(), z.int()]), undefined],
  ['must be text', z.string(), 5],
  ['must be a whole number', z.int(), 1.5],
  ['must be a number', z.number(), 'five'],
  ['must be a number, not several', z.number(), ['5', '6']],
  ['must be a whole number, in digits', wholeNumber(1, 9), '1e0'],
  ['must be a number, not several', wholeNumber(1, 9), ['5', '6']],
  ['must be a number', wholeNumber(1, 9), true],
  ['is required', wholeNumber(1, 9), undefined],
  ['must be true or false', z.boolean(), 'yes'],
  ['must be a list', z.array(z.string()), 'a'],
  ['must be an object', z.strictObject({}), []],
  ['must have at most 1,000 characters', z.string().max(1_000), 'a'.repeat(1_001)],
  ['must have at most 1 entry', z.array(z.int()).max(1), [1, 2]],
  ['must not be empty', z.string().min(1), ''],
  ['must not be empty', z.array(z.int()).min(1), []],
  ['must have at least 8 characters', z.string().min(8), 'short'],
  ['must have exactly 2 entries', z.array(z.int()).length(2), [1]],
  ['must be at least 1', z.int().min(1), 0],
  ['must be at most 0.5', z.number().max(0.5), 1],
  ['must be more than 0', z.number().positive(), 0],
  ['must be less than 3', z.number().lt(3), 3],
  ['must be a multiple of 5', z.int().multipleOf(5), 7],
  ['must be one of “a”, “b”', z.enum(['a', 'b']), 'c'],
  ['must be “a”', z.literal('a'), 'c'],
  ['must be an email address', z.email(), 'nobody'],
  ['must be an address like https://example.com', z.url(), 'nowhere'],
  ['must have the form /^[a-z]+$/', z.string().regex(/^[a-z]+$/), '1'],
  ['must begin with “lo_”', z.string().startsWith('lo_'), 'x'],
  ['has none of the forms that are allowed', z.union([z.string(), z.int()]), []],
  ['Say it in words.', z.string().max(1, 'Say it in words.'), 'ab'],
])('says “%s”', (message, schema, input) => {
  expect(messageOf(schema, input)).toBe(message)
})
