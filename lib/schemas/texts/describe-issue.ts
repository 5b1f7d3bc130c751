import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  date: 'a date',
}
const FORMATS: Record<string, string> = {
  email: 'an email address',
  url: 'an address like https://example.com',
  uuid: 'a UUID',
  datetime: 'a time like 2026-01-31T12:00:00Z',
  date: 'a date like 2026-01-31',
  time: 'a time like 12:00:00',
  base64: 'base64',
  json_string: 'JSON',
}
/** What is counted in a value of this kind. */
const UNITS: Record<string, readonly [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  file: ['byte', 'bytes'],
}
/** Allowed values that are named. */
const NAMED_VALUES = 30

/** Unknown fields that are named; an input may have tens of thousands. */
const NAMED_KEYS = 30

function describeKeys(keys: readonly string[]): string {
  const named = keys
    .slice(0, NAMED_KEYS)
    .map((key) => `“${key}”`)
    .join(', ')
  return keys.length > NAMED_KEYS ? `${named} and ${keys.length - NAMED_KEYS} more` : named
}

/**
 * What a field must be, in words that go behind its name: “must have at most 500 entries”. For the option `error` of
 * zod's parsers: a message that a schema gives itself goes before it.
 */
export function describeIssue(issue: Issue): string {
  if (issue.input === undefined) return 'is required'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}${isSeveral(issue) ? ', not several' : ''}`
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${toText(issue.values[0])}`
        : `must be one of ${issue.values.slice(0, NAMED_VALUES).map(toText).join(', ')}`
    case 'too_big':
      return describeBound(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue)
    case 'too_small':
      if (UNITS[issue.origin] && Number(issue.minimum) === 1) return 'must not be empty'
      return describeBound(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_format':
      return describeFormat(issue)
    case 'unrecognized_keys':
      return `must not have ${describeKeys(issue.keys)}`
    case 'invalid_union':
      return 'has none of the forms that are allowed'
    case 'invalid_key':
      return 'has a name in it that is not allowed'
    default:
      return 'is not valid'
  }
}

/** Such as a field that the address of a request has twice. */
const isSeveral = ({ expected, input }: Extract<Issue, { code: 'invalid_type' }>) =>
  Array.isArray(input) && expected !== 'object' && expected !== 'record'

function describeBound(bound: string, size: number | bigint, { origin, exact }: { origin: string; exact?: boolean }) {
  const words = `${exact ? 'exactly' : bound} ${size.toLocaleString('en')}`
  const unit = UNITS[origin]
  return unit ? `must have ${words} ${Number(size) === 1 ? unit[0] : unit[1]}` : `must be ${words}`
}

function describeFormat(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  const { format } = issue
  if ('prefix' in issue) return `must begin with “${issue.prefix}”`
  if ('suffix' in issue) return `must end with “${issue.suffix}”`
  if ('includes' in issue) return `must contain “${issue.includes}”`
  if (format === 'regex') return `must have the form ${issue.pattern}`
  return `must be ${FORMATS[format] ?? `of the form ${format}`}`
}

const toText = (value: unknown) => (typeof value === 'string' ? `“${value}”` : String(value))
