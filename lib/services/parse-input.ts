import type { z } from 'zod'
import { cutText } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { mapInSlices, slice } from '@/lib/in-slices'
import { hasBrokenText, isPlainObject, problemOfText } from '@/lib/schemas/texts/broken-text'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'

type Issue = z.core.$ZodIssue

/** Fields that are told one by one; the message counts all. */
const MAX_FIELDS = 100

/** Of a field's name, which an input may choose as long as it is itself. */
const MAX_NAME = 200
const shorten = (name: string) => (name.length > MAX_NAME ? `${cutText(name, MAX_NAME).toWellFormed()}…` : name)

/** What is wrong, by field: no more than are told, as an input may have a hundred thousand. */
class Problems {
  /** A field may have the name of something that every object has. */
  readonly #fields = new Map<string, string>()
  #told = 0
  #more = 0

  add(path: readonly PropertyKey[], problem: string): void {
    if (this.#told >= MAX_FIELDS) {
      this.#more++
      return
    }
    const field = shorten(path.map(String).join('.')) || 'input'
    if (this.#fields.has(field)) return
    this.#fields.set(field, problem)
    this.#told++
  }

  get areThere(): boolean {
    return this.#fields.size > 0
  }

  toError(): AppError {
    const fields = Object.fromEntries(this.#fields)
    const first = [...this.#fields][0] ?? ['input', 'is not valid']
    const more = this.#told - 1 + this.#more
    const message = `${first[0]}: ${first[1]}${more > 0 ? `; and ${more} more` : ''}`
    return new AppError('VALIDATION', message, { fields })
  }
}

/** An integer beyond these is no exact one; where its field says how large it may be, that is what to know. */
const isOfExactness = (issue: Issue) =>
  (issue.code === 'too_big' && issue.maximum === Number.MAX_SAFE_INTEGER) ||
  (issue.code === 'too_small' && issue.minimum === Number.MIN_SAFE_INTEGER)

function addIssues(problems: Problems, all: readonly Issue[]): void {
  const issues = [...all.filter((issue) => !isOfExactness(issue)), ...all.filter(isOfExactness)]
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') problems.add(issue.path, issue.message)
    else for (const key of issue.keys) problems.add([...issue.path, key], 'unknown field')
  }
}

function addBrokenText(problems: Problems, input: unknown, path: string[] = []): void {
  const open: { value: unknown; path: string[] }[] = [{ value: input, path }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string') {
      const problem = problemOfText(value)
      if (problem) problems.add(path, problem)
    } else if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) open.push({ value: item, path: [...path, String(at)] })
    } else if (isPlainObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        const problem = problemOfText(key)
        if (problem) problems.add([...path, key], `its name ${problem}`)
        open.push({ value: item, path: [...path, key] })
      }
    }
  }
}

/**
 * Parses what a surface got; `verb` calls it.
 * @param options.rawText the field whose texts may hold null bytes and lone surrogates, for verbs that judge them themselves.
 * @throws AppError VALIDATION with the problem of each field; fields the schema does not know are problems too.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  { rawText }: { rawText?: string | undefined } = {},
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: describeIssue })
  const problems = new Problems()
  if (!parsed.success) {
    addIssues(problems, parsed.error.issues)
    throw problems.toError()
  }
  const judged = rawText === undefined ? parsed.data : withValueAt(parsed.data, [rawText], null)
  if (hasBrokenText(judged)) addBrokenText(problems, judged)
  if (problems.areThere) throw problems.toError()
  return parsed.data
}

/** A list of an input that may be long: where it stands, what its items are, and the input around items that are parsed. */
export type LongList<Input extends z.ZodType> = {
  path: readonly string[]
  item: z.ZodType
  rest: z.ZodType<z.output<Input>>
}

/** As `parseInput`; everybody else gets a turn between the items of a long list. */
export async function parseLongInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  { list: { path, item, rest } }: { list: LongList<Schema> },
): Promise<z.output<Schema>> {
  const list = path.reduce<unknown>(
    (value, name) => (isPlainObject(value) ? Reflect.get(value, name) : undefined),
    input,
  )
  if (!Array.isArray(list) || list.length < LONG_LIST) return parseInput(schema, input)
  const problems = new Problems()
  const items = await mapInSlices(list, (each, at) => {
    const parsed = item.safeParse(each, { error: describeIssue })
    if (!parsed.success) {
      addIssues(
        problems,
        parsed.error.issues.map((issue) => ({ ...issue, path: [...path, at, ...issue.path] })),
      )
    }
    if (hasBrokenText(parsed.data)) addBrokenText(problems, parsed.data, [...path, String(at)])
    return parsed.data
  })
  if (problems.areThere) throw problems.toError()
  await slice.next()
  const parsed = parseInput(rest, withValueAt(input, path, items), { rawText: path[0] })
  const around = withValueAt(parsed, path, [])
  if (hasBrokenText(around)) addBrokenText(problems, around)
  if (problems.areThere) throw problems.toError()
  return parsed
}

function withValueAt(holder: unknown, [name, ...inside]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  const fields = holder as Record<string, unknown>
  return { ...fields, [name]: withValueAt(fields[name], inside, value) }
}

/** Items that are parsed at once. */
const LONG_LIST = 200
