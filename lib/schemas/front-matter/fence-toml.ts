import { parse, TomlError, type TomlTable } from 'smol-toml'
import { LIMITS } from '@/lib/schemas/limits'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { describeTomlError } from './describe-toml-error'
import { tomlToYaml } from './toml-to-yaml'

/** A line of `+++`, as Hugo and Zola write it, or a fence of YAML that names the format. */
const OPENING = /^\s{0,20}(?:\+{3}|---[ \t]*toml)[ \t\r]*\n/i
const CLOSING = /^(?:\+{3}|---)[ \t\r]*(?:\n|$)/

type Found = { toml: string; body: string; firstLine: number }
type Unread = { message: string; line: number }

/** Puts front matter in TOML between the fences of YAML, in YAML. What is no valid TOML stays as it is. */
export function fenceToml(text: string): string {
  const found = findToml(text)
  if (!found || 'message' in found) return text
  const table = readToml(found)
  if ('message' in table) return text
  const yaml = tomlToYaml(found.toml, table.read)
  return `---\n${yaml}${yaml === '' ? '' : '\n'}---\n${found.body}`
}

/** Why front matter in TOML that `fenceToml` left in a text is not read; null where there is none. */
export function findTomlProblem(text: string): Unread | null {
  const found = findToml(text)
  if (!found || 'message' in found) return found
  const table = readToml(found)
  return 'message' in table ? table : { message: 'other front matter stands before it', line: 1 }
}

/** UTF-16 units of what stands between the fences of TOML at the top of a text; 0 where there are none. */
export function lengthOfToml(text: string): number {
  const found = findToml(text)
  return found && 'toml' in found ? found.toml.length : 0
}

function findToml(text: string): Found | Unread | null {
  const opening = OPENING.exec(text.slice(0, 200))?.[0]
  if (opening === undefined) return null
  const fence = opening.trim().startsWith('+') ? '+++' : '---'
  const firstLine = opening.split('\n').length
  const start = opening.length
  for (let at = start; at - start <= LIMITS.frontMatterBytes; ) {
    const closing = text.startsWith(fence, at) && CLOSING.exec(text.slice(at, at + 200))?.[0]
    if (closing) {
      return { toml: text.slice(start, Math.max(start, at - 1)), body: text.slice(at + closing.length), firstLine }
    }
    const newline = text.indexOf('\n', at)
    if (newline === -1) return { message: `it is not closed by a line of “${fence}”`, line: 1 }
    at = newline + 1
  }
  const limit = describeBytes(LIMITS.frontMatterBytes)
  return { message: `it is larger than ${limit}, or not closed by a line of “${fence}”`, line: 1 }
}

function readToml({ toml, firstLine }: Found): { read: TomlTable } | Unread {
  try {
    const read = parse(toml, { integersAsBigInt: 'asNeeded', maxDepth: LIMITS.frontMatterDepth })
    if (!isDeep(read, LIMITS.frontMatterDepth)) return { read }
    return { message: `it is nested more than ${LIMITS.frontMatterDepth} levels deep`, line: firstLine }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const line = error.line + firstLine - 1
    return { message: `line ${line}, column ${error.column}: ${describeTomlError(error.message)}`, line }
  }
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((entry) => isDeep(entry, levels - 1))
}
