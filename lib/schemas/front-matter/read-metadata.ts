import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml'
import { splitGlobs } from '@/lib/engine/rules/split-globs'
import { cutText } from '@/lib/engine/text/cut-text'
import { toOneLine } from '@/lib/engine/text/to-one-line'
import { ACTIVATIONS, PRIORITIES, type Priority } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { findGlobProblem } from '@/lib/schemas/texts/glob'
import { isBlank } from '@/lib/schemas/texts/text'
import { type FrontMatterDocument, lineOfOffset, parseQuotedList, scalarText } from './parse-front-matter'

/** UTF-16 units of a value that a problem quotes. */
const QUOTED_LENGTH = 60
const LEFT_OUT =
  'Characters that nobody sees, and that control a device or turn the order of letters around, are left out.'
const UNSTORABLE = 'It contains a null character or half of a surrogate pair.'

/** Escapes in YAML make characters that the file itself does not hold. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

const spacesAsOne = (text: string) => text.replace(/\s+/g, ' ')

/** Reads typed values out of front matter and collects what is wrong with them. */
export class MetadataReader {
  readonly problems: ModuleProblem[] = []

  constructor(
    private readonly document: FrontMatterDocument | null,
    private readonly frontMatter: string,
    /** Folder of keys looked into when the top level lacks one (`metadata` of a SKILL.md). */
    private readonly fallbackKey: string | null,
  ) {}

  has(key: string): boolean {
    return this.document?.has(key) ?? false
  }

  /** Once: the name of a skill is read twice, since its id comes from it. */
  report(path: string, message: string, severity: ModuleProblem['severity'] = 'warning'): void {
    if (this.problems.some((told) => told.path === path && told.message === message)) return
    const range = this.find(path)?.range
    this.problems.push({
      path,
      message,
      severity,
      ...(range ? { line: lineOfOffset(this.frontMatter, range[0]) } : {}),
    })
  }

  /** @param isLongRead what is too long is read all the same, and an error; else it is told and left out */
  text(key: string, maxLength: number, isLongRead = true): string | undefined {
    const node = this.find(key)
    if (!node) return undefined
    const items = isSeq(node) ? node.items.map((item) => scalarText(item)) : [scalarText(node)]
    this.reportComment(key, node)
    if (items.some((item) => item === undefined)) {
      if (!isEmpty(node)) this.report(key, `${key} must be text: ${this.quote(node)} is not read.`)
      return undefined
    }
    const text = items.join(', ').trim()
    if (!isStorable(text)) {
      this.report(key, UNSTORABLE, 'error')
      return undefined
    }
    if (text.length > maxLength && !isLongRead) {
      this.report(key, `${key} is longer than ${maxLength} characters: it is kept, but not read.`)
      return undefined
    }
    if (text.length > maxLength) this.report(key, `${key} is longer than ${maxLength} characters.`, 'error')
    return text === '' ? undefined : text
  }

  /** A text that is shown on one line. @param isLongRead as for `text` */
  line(key: string, maxLength: number, isLongRead = true): string | undefined {
    const text = this.text(key, maxLength, isLongRead)
    if (text === undefined) return undefined
    const line = toOneLine(text)
    if (spacesAsOne(line) !== spacesAsOne(text)) this.report(key, LEFT_OUT)
    return isBlank(line) ? undefined : line
  }

  /** A list of texts, or one text with commas, line breaks or else semicolons, or with a list in it. */
  list(key: string, maxItems: number, maxLength: number): string[] {
    const node = this.find(key)
    if (!node) return []
    this.reportComment(key, node)
    if (isEmpty(node)) return []
    const text = scalarText(node)
    const raw = isSeq(node)
      ? node.items.map((item) => this.entry(key, item))
      : text && (parseQuotedList(text) ?? text.split(text.includes(',') ? /[,\n]/ : /[;\n]/).map(withoutQuotes))
    if (!raw) {
      if (text === undefined) this.report(key, `${key} must be a list: ${this.quote(node)} is not read.`)
      return []
    }
    const entries = [...new Set(raw.map((entry) => entry?.trim() ?? '').filter((entry) => entry !== ''))]
    if (!entries.every(isStorable)) {
      this.report(key, UNSTORABLE, 'error')
      return []
    }
    if (entries.length > maxItems) this.report(key, `${key} has more than ${maxItems} entries.`, 'error')
    if (entries.some((entry) => entry.length > maxLength)) {
      this.report(key, `An entry of ${key} is longer than ${maxLength} characters.`, 'error')
    }
    return entries
  }

  /** A list of globs, or one text with commas; those within braces or brackets belong to the glob. */
  globs(key: string): string[] {
    const node = this.find(key)
    if (!node) return []
    const text = isSeq(node) ? undefined : this.text(key, LIMITS.frontMatterBytes)
    if (text === undefined && !isSeq(node)) return []
    const parts =
      text === undefined
        ? this.list(key, LIMITS.ruleCount, LIMITS.pathLength)
        : (parseQuotedList(text) ?? text.split('\n').flatMap(splitGlobs).map(withoutQuotes))
    if (parts.some((part) => /[?*+@!]\(/.test(part))) this.report(key, `${key}: patterns such as @(a|b) are not read.`)
    const globs = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
    if (globs.length > LIMITS.ruleCount) this.report(key, `${key} has more than ${LIMITS.ruleCount} entries.`, 'error')
    if (globs.some((glob) => glob.length > LIMITS.pathLength)) {
      this.report(key, `An entry of ${key} is longer than ${LIMITS.pathLength} characters.`, 'error')
    }
    const problem = globs.map(findGlobProblem).find((found) => found !== null)
    if (problem) this.report(key, `${key}: ${problem}`, 'error')
    return globs
  }

  /** With or without the `#` that Obsidian writes before them. */
  tags(): string[] {
    const tags = this.list('tags', LIMITS.tagCount, LIMITS.tagLength)
    return [...new Set(tags.map((tag) => toOneLine(tag.replace(/^#(?=\S)/, ''))).filter((tag) => tag !== ''))]
  }

  priority(): Priority {
    const text = this.text('priority', LIMITS.tagLength)?.toLowerCase()
    const priority = PRIORITIES.find((name) => name === text)
    if (text && !priority) this.report('priority', `priority must be ${PRIORITIES.join(', ')}; it counts as medium.`)
    return priority ?? 'medium'
  }

  activation() {
    const text = this.text('activation', LIMITS.tagLength)?.toLowerCase()
    const activation = ACTIVATIONS.find((name) => name === text)
    if (text && !activation) this.report('activation', `activation must be ${ACTIVATIONS.join(', ')}.`, 'error')
    return activation
  }

  isTrue(key: string): boolean {
    const node = this.find(key)
    if (!node || isEmpty(node)) return false
    const text = scalarText(node)?.trim()
    if (/^(?:true|yes|y|on|1)$/i.test(text ?? '')) return true
    if (!/^(?:false|no|n|off|0|)$/i.test(text ?? 'a list')) {
      this.report(key, `${key} must be true or false: ${this.quote(node)} counts as false.`)
    }
    return false
  }

  value(key: string): unknown {
    return this.find(key)?.toJS(this.document as FrontMatterDocument, { maxAliasCount: 0 })
  }

  /** Keys at the top level outside `known`, with their values. */
  unknown(known: ReadonlySet<string>): Record<string, unknown> {
    const all = (this.document?.toJS({ maxAliasCount: 0 }) ?? {}) as Record<string, unknown>
    return Object.fromEntries(Object.entries(all).filter(([key]) => !known.has(key)))
  }

  /** Loadout works these out by itself; only a value of another kind than its own is worth a word. */
  reportComputed(key: string, pattern: RegExp, kind: string): void {
    const node = this.find(key)
    if (!node || isEmpty(node) || pattern.test(scalarText(node) ?? '')) return
    this.report(key, `${key} is worked out by Loadout, and ${this.quote(node)} is no ${kind}: it is not read.`)
  }

  /** Keys that say when a module takes part, where another one has said it already. */
  reportOverruled(keys: string[], by: string): void {
    for (const key of keys) {
      const node = this.find(key)
      if (node && !isEmpty(node)) this.report(key, `${key} is not read, since ${by} says when the module takes part.`)
    }
  }

  /** The folder of keys is no folder. */
  reportWrongFolder(): void {
    const node = this.fallbackKey && this.document?.get(this.fallbackKey, true)
    if (!node || isMap(node) || isEmpty(node as Node)) return
    this.report(
      `${this.fallbackKey}`,
      `${this.fallbackKey} must be “key: value” lines: ${this.quote(node)} is not read.`,
    )
  }

  private entry(key: string, item: unknown): string | undefined {
    const text = scalarText(item)
    if (text === undefined) this.report(key, `Every entry of ${key} must be text: ${this.quote(item)} is not read.`)
    else if (isScalar(item) && item.type === Scalar.PLAIN && /\n/.test(this.written(item))) {
      this.report(
        key,
        `${key}: ${this.quote(item)} is read as one entry. Write each on a line of its own, indented alike.`,
      )
    }
    return text
  }

  /** In a plain text, what stands behind a space and `#` is a comment to YAML; people write `# ` when they mean one. */
  private reportComment(key: string, node: Node): void {
    const hasQuotes = !isScalar(node) || (node.type !== Scalar.PLAIN && !isEmpty(node))
    if (hasQuotes || !node.comment || (!isEmpty(node) && /^\s/.test(node.comment))) return
    const comment = cutText(`#${node.comment}`.trim(), QUOTED_LENGTH).toWellFormed()
    this.report(
      key,
      `${key}: “${comment}” is a comment and is not read. If it belongs to the value, put all of it in quotes.`,
    )
  }

  /** A value as it was written. */
  private quote(node: unknown): string {
    const written = this.written(node).replace(/\s+/g, ' ').toWellFormed()
    if (written === '') return 'an empty entry'
    return `“${cutText(written, QUOTED_LENGTH)}${written.length > QUOTED_LENGTH ? '…' : ''}”`
  }

  private written(node: unknown): string {
    const [start, end] = (node as Node | undefined)?.range ?? [0, 0]
    return this.frontMatter.slice(start, end).trim()
  }

  private find(key: string): Node | undefined {
    const top = this.document?.get(key, true)
    if (top !== undefined || !this.fallbackKey) return top as Node | undefined
    const folder: unknown = this.document?.get(this.fallbackKey, true)
    return isMap(folder) ? ((folder as YAMLMap).get(key, true) as Node | undefined) : undefined
  }
}

const isEmpty = (node: Node) => isScalar(node) && node.value === null

const withoutQuotes = (text: string) => text.trim().replace(/^(?:"([^"]*)"|'([^']*)')$/, '$1$2')
