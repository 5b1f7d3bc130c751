import type { PolicySettings } from '@/lib/engine'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'
import { policySettingsSchema } from './policy'

/**
 * Settings of a policy as lines, each setting on its own: what a difference shows, and what a thread stands on. YAML; the same
 * settings have the same text.
 */
export function writePolicyText(settings: PolicySettings): string {
  return `${writeLines(settings, '').join('\n')}\n`
}

function writeLines(value: object, indent: string): string[] {
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, each]) =>
      isNested(each)
        ? [`${indent}${name}:`, ...writeLines(each, `${indent}  `)]
        : [`${indent}${name}: ${JSON.stringify(each)}`],
    )
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0

/** A line of such a text: a group of settings, or a setting with its value. */
const LINE = /^( *)([A-Za-z]\w*):(.*)$/
const WORD = /^[A-Za-z][\w./-]*$/

/** What is wrong with a line of a policy's text, in words. */
export class PolicyTextError extends Error {}

/**
 * Reads what `writePolicyText` writes, and words without quotes.
 * @throws PolicyTextError with the line that cannot be read, or the setting that no policy has so
 */
export function readPolicyText(text: string): PolicySettings {
  const parsed = policySettingsSchema.safeParse(readLines(text), { error: describeIssue })
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  const path = first?.path.join('.')
  throw new PolicyTextError(path ? `${path}: ${first?.message}` : (first?.message ?? 'No policy has such settings.'))
}

function readLines(text: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  const open: Record<string, unknown>[] = [settings]
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const fail = (problem: string) => new PolicyTextError(`Line ${at + 1}, “${line.trim()}”, ${problem}`)
    const [, indent, name, rest] = LINE.exec(line) ?? []
    if (indent === undefined || name === undefined || rest === undefined) {
      throw fail('is no setting: write a name, a colon and a value.')
    }
    const group = indent.length % 2 === 0 ? open[indent.length / 2] : undefined
    if (!group) throw fail('belongs to no group: put as many spaces before it as before its neighbours.')
    if (Object.hasOwn(group, name)) throw fail('is there twice: leave one of them.')
    open.length = indent.length / 2 + 1
    const value = rest.trim()
    if (value === '') {
      const nested: Record<string, unknown> = {}
      group[name] = nested
      open.push(nested)
    } else group[name] = readValue(value, fail)
  }
  return settings
}

function readValue(value: string, fail: (problem: string) => Error): unknown {
  try {
    return JSON.parse(value)
  } catch {
    if (WORD.test(value)) return value
    throw fail('has no value that can be read: write a number, true, false or a word.')
  }
}
