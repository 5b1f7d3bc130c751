import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { describeIssue } from '@/lib/schemas/describe-issue'

type Issue = z.core.$ZodIssue

function fieldsOf(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of issues) {
    const path = [...prefix, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...path, key].map(String).join('.')] = 'unknown field'
    } else {
      fields[path.map(String).join('.') || 'input'] ??= issue.message
    }
  }
  return fields
}

/** Text that Postgres cannot store: null bytes, and surrogates without their other half. */
function findBrokenText(input: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  const open: { value: unknown; path: string }[] = [{ value: input, path: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string') {
      if (value.includes('\0')) fields[path || 'input'] = 'contains a null byte'
      else if (!value.isWellFormed()) fields[path || 'input'] = 'contains half of a surrogate pair'
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => {
        open.push({ value: item, path: path ? `${path}.${index}` : `${index}` })
      })
    } else if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      for (const [key, item] of Object.entries(value)) open.push({ value: item, path: path ? `${path}.${key}` : key })
    }
  }
  return fields
}

/** Fields that are told one by one; the message counts all. */
const MAX_FIELDS = 100

function refuse(fields: Record<string, string>): never {
  const all = Object.entries(fields)
  const [first, ...more] = all
  const message = first
    ? `${first[0]}: ${first[1]}${more.length > 0 ? `; and ${more.length} more` : ''}`
    : 'The input is not valid.'
  throw new AppError('VALIDATION', message, { fields: Object.fromEntries(all.slice(0, MAX_FIELDS)) })
}

/**
 * Parses what a surface got; `verb` calls it.
 * @param options.rawText lets null bytes and lone surrogates through, for verbs that judge each text themselves.
 * @throws AppError VALIDATION with the problem of each field; fields the schema does not know are problems too.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  options: { rawText?: boolean } = {},
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: describeIssue })
  if (!parsed.success) refuse(fieldsOf(parsed.error.issues))
  if (!options.rawText) {
    const broken = findBrokenText(parsed.data)
    if (Object.keys(broken).length > 0) refuse(broken)
  }
  return parsed.data
}
