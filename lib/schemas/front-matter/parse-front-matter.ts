import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, visit, type YAMLError, type YAMLMap } from 'yaml'
import { cutText } from '@/lib/engine/text/cut-text'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { describeYamlError } from '@/lib/schemas/texts/describe-yaml-error'
import { parseYaml } from '@/lib/schemas/texts/parse-yaml'
import { placeOf } from '@/lib/schemas/texts/place-in-text'

export type FrontMatterDocument = Document & { contents: YAMLMap }
type ParsedFrontMatter = {
  document: FrontMatterDocument | null
  /** What the document was parsed from: the front matter, or with its lines repaired. */
  text: string
  problems: ModuleProblem[]
}

/** The opening fence is line 1. */
const FENCE_LINES = 1
const MAX_PROBLEMS = 10
/** Of a value in a sentence. */
const MAX_SHOWN = 60

export const lineOfOffset = (frontMatter: string, offset: number) => placeOf(frontMatter, offset).line + FENCE_LINES

/** A key or a dash, and what stands behind it. */
const LOOSE_LINE = /^([ \t]*(?:[\w-]+:|-)[ \t]+)(\S[^\n]*)$/
const KEY_LINE = /^([A-Za-z_][\w-]*:[ \t]+)([^\s"'[{|>&*!#][^\n]*)$/
const TABS = /^[ \t]*\t[ \t]*/
/** Begins with a character that YAML keeps for itself, or goes on behind the quote that closes it: `"a", "b"`. */
const LOOSE_START = /^(?:[@`%]|"(?:[^"\\]|\\.)*"[ \t]*[^ \t#]|'(?:[^']|'')*'[ \t]*[^ \t#'])/

/**
 * Values that are common in files of other tools and that YAML refuses are quoted, same text: a glob after a key or a
 * dash (`globs: *.ts`), a text that begins as none may (`@name`, `"a", "b"`), and, when `withColons`, a text with a colon
 * (`description: Use when: …`). Tabs before a line become spaces. Line by line, so that the time grows with the length
 * only.
 */
export function quoteLooseValues(frontMatter: string, withColons: boolean): string {
  return frontMatter
    .split('\n')
    .map((line) => {
      const text = spaced(line)
      const [, head = '', value = ''] = LOOSE_LINE.exec(text) ?? []
      if (isLooseGlob(value) || isLooseTag(value) || LOOSE_START.test(value)) return `${head}${JSON.stringify(value)}`
      const [, key = '', words = ''] = (withColons && KEY_LINE.exec(text)) || []
      return /:(?:[ \t]|$)/.test(words.slice(1)) ? `${key}${JSON.stringify(words)}` : text
    })
    .join('\n')
}

const spaced = (line: string) => line.trimEnd().replace(TABS, (tabs) => tabs.replaceAll('\t', '  '))

/** What was repaired, at the first line where something was. */
function repairProblem(frontMatter: string, repaired: string): ModuleProblem {
  const lines = frontMatter.split('\n')
  const read = repaired.split('\n')
  const quoted = lines.flatMap((line, at) => (read[at] === spaced(line) ? [] : [at]))
  const [first] = quoted
  if (first === undefined) {
    const at = lines.findIndex((line) => spaced(line) !== line.trimEnd())
    return warning('Tabs before a key are not valid YAML. They were read as spaces.', at + 1 + FENCE_LINES)
  }
  const line = lines[first]?.trimEnd() ?? ''
  const value = LOOSE_LINE.exec(line)?.[2] ?? KEY_LINE.exec(line)?.[2] ?? line
  const shown = value.length > MAX_SHOWN ? `${cutText(value, MAX_SHOWN)}…` : value
  const others = quoted.length - 1
  const also = others > 0 ? ` ${others === 1 ? 'One more line was' : `${others} more lines were`} read like that.` : ''
  const message = `“${shown}” needs quotes to be valid YAML. It was read as it is written.${also}`
  return warning(message, first + 1 + FENCE_LINES)
}

/** YAML takes these for a tag or a list, and drops or refuses what was meant as text: `!src/**`, `[slug]/*.tsx`. */
function isLooseTag(value: string): boolean {
  if (value.startsWith('!')) return !value.startsWith('!!')
  if (/[\]}]$/.test(value)) return false
  const close = value.startsWith('[') ? value.indexOf(']') : value.startsWith('{') ? value.indexOf('}') : -1
  return close !== -1 && /^[ \t]*[\w./*-]/.test(value.slice(close + 1))
}

/** Begins with `*` and goes on with one more `*`, a dot or a slash, as no alias does. */
function isLooseGlob(value: string): boolean {
  return value.startsWith('*') && /[*./]/.test(value.slice(1))
}

function problem(message: string, line?: number, path?: string): ModuleProblem {
  return { message, severity: 'error', ...(line ? { line } : {}), ...(path ? { path } : {}) }
}

const describeError = (error: YAMLError, text: string) =>
  error.code === 'DUPLICATE_KEY' ? error.message : `Front matter is not valid YAML: ${describeYamlError(error, text)}`

function parseLeniently(frontMatter: string): { document: Document; text: string } {
  const strict = parseYaml(frontMatter)
  if (strict.errors.length === 0 && !findAlias(strict) && !hasTag(strict)) {
    return { document: strict, text: frontMatter }
  }
  for (const withColons of [false, true]) {
    const repaired = quoteLooseValues(frontMatter, withColons)
    if (repaired === frontMatter) continue
    const document = parseYaml(repaired)
    if (document.errors.length === 0 && !findAlias(document)) return { document, text: repaired }
  }
  return { document: strict, text: frontMatter }
}

function findAlias(document: Document): Alias | null {
  let found: Alias | null = null
  visit(document, (_, node) => {
    if (!isAlias(node)) return undefined
    found = node
    return visit.BREAK
  })
  return found
}

/** `title: !important rule` has a tag to YAML, which leaves “rule”. */
function hasTag(document: Document): boolean {
  let isFound = false
  visit(document, {
    Node: (_, node) => {
      const tag = isAlias(node) ? undefined : node.tag
      if (!tag?.startsWith('!')) return undefined
      isFound = true
      return visit.BREAK
    },
  })
  return isFound
}

function aliasProblem(alias: Alias, frontMatter: string): ModuleProblem {
  const line = alias.range ? lineOfOffset(frontMatter, alias.range[0]) : undefined
  return problem(`YAML aliases (*${alias.source}) are not read in front matter: write the value out.`, line)
}

function exceedsDepth(document: Document): boolean {
  let tooDeep = false
  visit(document, (_, __, path) => {
    // a pair and its collection both count
    if (path.length <= LIMITS.frontMatterDepth * 2) return undefined
    tooDeep = true
    return visit.BREAK
  })
  return tooDeep
}

/**
 * Parses front matter that may be broken or hostile: never throws, never expands aliases. Without a document there is
 * nothing to read: a problem says why, unless the front matter is empty or plain text between two thematic breaks.
 */
export function parseFrontMatter(frontMatter: string): ParsedFrontMatter {
  const refuse = (...problems: ModuleProblem[]) => ({ document: null, text: frontMatter, problems })
  if (frontMatter.length > LIMITS.frontMatterBytes) {
    return refuse(problem(`Front matter is larger than ${describeBytes(LIMITS.frontMatterBytes)}.`, 1))
  }
  try {
    const { document, text } = parseLeniently(frontMatter)
    if (document.errors.length > 0) {
      return refuse(
        ...document.errors
          .slice(0, MAX_PROBLEMS)
          .map((error) => problem(describeError(error, frontMatter), lineOfOffset(frontMatter, error.pos[0]))),
      )
    }
    if (document.contents === null) return refuse()
    const alias = findAlias(document)
    if (alias) return refuse(aliasProblem(alias, frontMatter))
    if (exceedsDepth(document)) {
      return refuse(problem(`Front matter is nested more than ${LIMITS.frontMatterDepth} levels deep.`, 1))
    }
    if (!isMap(document.contents)) {
      return refuse(warning('What stands between the fences is not “key: value” front matter and is not read.'))
    }
    const problems: ModuleProblem[] = []
    if (hasTag(document)) {
      problems.push(warning('Values that begin with “!” are YAML tags and lose their first word: put them in quotes.'))
    } else if (text !== frontMatter) {
      problems.push(repairProblem(frontMatter, text))
    }
    return { document: document as FrontMatterDocument, text, problems }
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : String(error)
    return refuse(problem(`Front matter could not be read: ${why}.`, 1))
  }
}

const warning = (message: string, line = 1): ModuleProblem => ({ message, severity: 'warning', line })

/** A scalar as the author wrote it, so that `1.10` stays `1.10`; undefined when there is none. */
export function scalarText(value: unknown): string | undefined {
  if (!isScalar(value) || value.value === null || value.value === undefined) return undefined
  if (typeof value.value === 'string') return value.value
  return value.source ?? String(value.value)
}

/** Text in a list that stands in quotes as a whole: `"[a, 'b, c']"`; undefined where it is none. */
export function parseQuotedList(text: string): string[] | undefined {
  if (!/^\s*\[[\s\S]*\]\s*$/.test(text)) return undefined
  const { contents, errors } = parseYaml(text.trim())
  if (errors.length > 0 || !isSeq(contents)) return undefined
  const items = contents.items.map((item) => scalarText(item))
  return items.every((item) => item !== undefined) ? items : undefined
}
