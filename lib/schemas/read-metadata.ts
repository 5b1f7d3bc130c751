import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { splitGlobs } from '@/lib/engine/rules/split-globs'
import { ACTIVATIONS, PRIORITIES, type Priority } from '@/lib/engine/types'
import { LIMITS } from './limits'
import type { ModuleProblem } from './module'
import { type FrontMatterDocument, lineOfOffset, scalarText } from './parse-front-matter'

const UNSTORABLE = 'It contains a null character or half of a surrogate pair.'

/** Escapes in YAML make characters that the file itself does not hold. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

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

  report(path: string, message: string, severity: ModuleProblem['severity'] = 'warning'): void {
    const range = this.find(path)?.range
    this.problems.push({
      path,
      message,
      severity,
      ...(range ? { line: lineOfOffset(this.frontMatter, range[0]) } : {}),
    })
  }

  text(key: string, maxLength: number): string | undefined {
    const node = this.find(key)
    if (!node) return undefined
    const items = isSeq(node) ? node.items.map((item) => scalarText(item)) : [scalarText(node)]
    if (items.some((item) => item === undefined)) {
      if (!(isScalar(node) && node.value === null)) this.report(key, `${key} must be text.`)
      else if (node.comment) this.report(key, `${key} is empty: what follows “#” is a comment. Put it in quotes.`)
      return undefined
    }
    const text = items.join(', ').trim()
    if (!isStorable(text)) {
      this.report(key, UNSTORABLE, 'error')
      return undefined
    }
    if (text.length > maxLength) this.report(key, `${key} is longer than ${maxLength} characters.`, 'error')
    return text === '' ? undefined : text
  }

  /** A list of texts, or one text with commas. */
  list(key: string, maxItems: number, maxLength: number): string[] {
    const node = this.find(key)
    if (!node || (isScalar(node) && node.value === null)) return []
    const raw = isSeq(node) ? node.items.map((item) => scalarText(item)) : scalarText(node)?.split(',')
    if (!raw) {
      this.report(key, `${key} must be a list.`)
      return []
    }
    if (raw.includes(undefined)) this.report(key, `Every entry of ${key} must be text.`)
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
    const text = isSeq(node) ? undefined : this.text(key, LIMITS.frontMatterBytes)
    const parts = text === undefined ? this.list(key, LIMITS.ruleCount, LIMITS.pathLength) : splitGlobs(text)
    if (parts.some((part) => /[?*+@!]\(/.test(part))) this.report(key, `${key}: patterns such as @(a|b) are not read.`)
    const globs = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
    if (globs.length > LIMITS.ruleCount) this.report(key, `${key} has more than ${LIMITS.ruleCount} entries.`, 'error')
    if (globs.some((glob) => glob.length > LIMITS.pathLength)) {
      this.report(key, `An entry of ${key} is longer than ${LIMITS.pathLength} characters.`, 'error')
    }
    return globs
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
    const text = scalarText(this.find(key))?.trim().toLowerCase() ?? ''
    if (/^(?:true|yes|on|1)$/.test(text)) return true
    if (text !== '' && !/^(?:false|no|off|0)$/.test(text)) this.report(key, `${key} must be true or false.`)
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

  private find(key: string): Node | undefined {
    const top = this.document?.get(key, true)
    if (top !== undefined || !this.fallbackKey) return top as Node | undefined
    const folder: unknown = this.document?.get(this.fallbackKey, true)
    return isMap(folder) ? ((folder as YAMLMap).get(key, true) as Node | undefined) : undefined
  }
}
