import { countBelow } from '../numbers/bisect'
import { applyEdits, maskEdits } from '../text/source-edits'
import type { SourceEdit } from '../vocabulary/types'
import { findBase64 } from './base64-data'
import { closeUp } from './close-up'
import { ModuleCode } from './module-code'

/** What can be left out of a text, by kind. */
export const NOISE_KINDS = ['data', 'comments', 'code', 'components', 'badges'] as const
/** Base64 data; comments of HTML, MDX and Obsidian; imports and exports of MDX; tags of layout components; badges and pixels. */
export type NoiseKind = (typeof NOISE_KINDS)[number]
export type NoiseRange = SourceEdit & { kind: NoiseKind }

/** Stands for data that was left out of a text; the source keeps it. */
export const LEFT_OUT = '[base64 data left out]'

/** What a body is read for: a text with more is none to be read by people. */
const MAX_RANGES = 10_000

const ADDRESS = String.raw`(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')`
const IMPORT = String.raw`import[ \t]+(?:(?:type[ \t]+)?(?:\w+[ \t]*,?[ \t]*)?(?:\{[^{}]{0,500}\}[ \t]*|\*[ \t]+as[ \t]+\w+[ \t]+)?from[ \t]+)?${ADDRESS};?`
/** What an export of code begins with, and no sentence. */
const EXPORT = String.raw`export[ \t]+(?:(?:const|let|var)[ \t]+\w+[^=\n]{0,200}=|(?:default[ \t]+)?(?:async[ \t]+)?(?:function\b|class[ \t]+\w)|(?:type|interface|enum)[ \t]+\w+[^\n]{0,100}[={]|\{|\*|default[ \t]+(?:[({[]|[A-Z]\w{0,100}[ \t]*(?:;|$)|\w{1,100}[(;]))`
/** Of an image or link: an address, or the label of a definition. */
const TARGET = String.raw`(?:\([^()\s]{1,500}(?:[ \t]+"[^"\n]{0,200}")?\)|\[[^[\]\n]{0,200}\])`
/** Code, and what may be noise outside of it: which of them matched tells its group. */
const MARKED = new RegExp(
  [
    String.raw`^[ \t>]*(?<fence>${'`'}{3,}|~{3,})[^\n]*`,
    String.raw`(?<code>${'`'}{1,2}(?!${'`'})[^${'`'}\n]{1,500}${'`'})`,
    '(?<comment><!--)',
    String.raw`(?<expression>\{\/\*)`,
    String.raw`(?<remark>(?<![^\s>(])%%(?!%)(?:[^%\n]|%(?!%)){1,2000}(?<!\d)%%(?![^\s.,;:!?)]))`,
    String.raw`^ {0,3}(?<remarks>%%)(?!%|[^\n]{0,2000}%%)`,
    String.raw`^(?<module>${IMPORT})[ \t]*$`,
    `^(?<export>${EXPORT})`,
    String.raw`^[ \t]*<(?<tag>\/?[A-Z][\w.]{0,60})(?<rest>[^<>\n]{0,300})>[ \t]*$`,
    String.raw`(?<badge>\[!\[[^[\]\n]{0,200}\]${TARGET}\]${TARGET}|!\[[^[\]\n]{0,200}\]${TARGET}|<img\s[^<>]{1,500}>)`,
  ].join('|'),
  'gm',
)
const BADGE =
  /shields\.io|badgen\.net|badge\.fury\.io|badge\.svg|\/badge[s/?]|codecov\.io|coveralls\.io|travis-ci\.|circleci\.com|<img\s[^>]*(?:width|height)=["']?1["'\s>]/i

/** Hosts that count visits, and addresses by which others do. */
const COUNTER =
  /:\/\/(?:[\w-]+\.)*(?:google-analytics\.com|googletagmanager\.com|ga-beacon\.appspot\.com|scarf\.sh|seeyoufarm\.com|komarev\.com|statcounter\.com|pixel\.wp\.com)[/?]|:\/\/(?:analytics|pixel|tracking|tracker|beacon)\.[\w.-]+\/[^\s()"'<>?]*\?|\/(?:matomo|piwik)\.php\?|facebook\.com\/tr\?|\/v1\/pixel\/track\?/i

/**
 * What is noise in a body, in order: base64 data, comments of HTML, MDX and Obsidian, imports and exports, tags of layout components
 * alone on a line, badges and tracking pixels. In code only data is.
 *
 * @param kept kinds that are not looked for
 * @returns at most 10,000 ranges, the first ones
 */
export function findNoise(body: string, kept: readonly NoiseKind[] = []): NoiseRange[] {
  const data = findBase64(body).map((range): NoiseRange => ({ ...range, insert: LEFT_OUT, kind: 'data' }))
  const found = [...findMarked(body), ...data]
    .filter(({ kind }) => !kept.includes(kind))
    .sort((a, b) => a.start - b.start)
  let end = 0
  return found
    .filter((range) => {
      if (range.start < end) return false
      end = range.end
      return true
    })
    .slice(0, MAX_RANGES)
}

function findMarked(body: string): NoiseRange[] {
  const ranges: NoiseRange[] = []
  const add = (kind: NoiseKind, start: number, end: number) => ranges.push({ start, end, insert: '', kind })
  const unclosed = new Set<string>()
  const layout = new LayoutTags()
  const code = new ModuleCode()
  const definitions = new Definitions(body)
  const lines = new RemarkLines()
  const endOf = (closing: string, from: number) => {
    const at = unclosed.has(closing) ? -1 : body.indexOf(closing, from)
    if (at < 0) unclosed.add(closing)
    return at < 0 ? undefined : at + closing.length
  }
  MARKED.lastIndex = 0
  for (let match = MARKED.exec(body); match; match = MARKED.exec(body)) {
    const { fence, comment, expression, remark, remarks, module, export: exported } = match.groups ?? {}
    const { tag, rest = '', badge } = match.groups ?? {}
    const [text] = match
    const end = match.index + text.length
    if (fence) MARKED.lastIndex = endOfFence(body, end, fence)
    else if (comment || expression || exported) {
      const close = exported ? code.endOf(body, match.index) : endOf(comment ? '-->' : '*/}', end)
      if (close !== undefined) add(exported ? 'code' : 'comments', match.index, close)
      MARKED.lastIndex = close ?? end
    } else if (remark) add('comments', match.index, end)
    else if (remarks) {
      const close = lines.endOf(body, end)
      if (close !== undefined) add('comments', end - remarks.length, close)
      MARKED.lastIndex = close ?? end
    } else if (module) add('code', match.index, end)
    else if (tag && layout.isLayout(tag, rest)) add('components', match.index, end)
    else if (badge && isBadge(definitions.addressOf(badge) ?? badge)) add('badges', match.index, end)
  }
  return ranges
}

const isBadge = (badge: string) => BADGE.test(badge) || COUNTER.test(badge)

const LABELLED = /!\[([^[\]\n]*)\]\[([^[\]\n]*)\]/
const DEFINITION = /^ {0,3}\[([^[\]\n]{1,200})\]:[ \t]*(\S{1,500})/gm

/** Addresses that a body gives to labels, as `[label]: address`; looked for when the first one is asked for. */
class Definitions {
  private addresses: Map<string, string> | undefined

  constructor(private readonly body: string) {}

  /** Of an image that is named by a label. */
  addressOf(image: string): string | undefined {
    const [, shown, label] = LABELLED.exec(image) ?? []
    if (shown === undefined) return undefined
    this.addresses ??= new Map(
      [...this.body.matchAll(DEFINITION)].map(([, name, address]) => [toLabel(name!), address!] as const),
    )
    return this.addresses.get(toLabel(label || shown))
  }
}

const toLabel = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()

/** HTML knows no case. */
const HTML_TABLE = /^\/?(?:TABLE|THEAD|TBODY|TFOOT|TR|TH|TD|CAPTION|COLGROUP)$/

/** Tags of components without attributes say nothing; with one goes the tag that closes it. */
class LayoutTags {
  /** Whether what is open of each name was left out, the innermost last. */
  private readonly open = new Map<string, boolean[]>()

  isLayout(tag: string, rest: string): boolean {
    if (HTML_TABLE.test(tag)) return false
    if (tag.startsWith('/')) return this.open.get(tag.slice(1))?.pop() ?? false
    const isClosed = rest.endsWith('/')
    const isBare = rest.trim() === (isClosed ? '/' : '')
    if (!isClosed) {
      const open = this.open.get(tag)
      if (open) open.push(isBare)
      else this.open.set(tag, [isBare])
    }
    return isBare
  }
}

/** What closes a remark of several lines: `%%` at the end of one. */
class RemarkLines {
  private isUnclosed = false

  endOf(body: string, from: number): number | undefined {
    if (this.isUnclosed) return undefined
    REMARK_END.lastIndex = from
    this.isUnclosed = !REMARK_END.test(body)
    return this.isUnclosed ? undefined : REMARK_END.lastIndex
  }
}

const REMARK_END = /%%(?=[ \t]*$)/gm

const FENCE_END = { '`': /^[ \t>]*(`{3,})[ \t]*$/gm, '~': /^[ \t>]*(~{3,})[ \t]*$/gm }

function endOfFence(body: string, from: number, fence: string): number {
  const pattern = FENCE_END[fence.startsWith('~') ? '~' : '`']
  pattern.lastIndex = from
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    if (match[1]!.length >= fence.length) return pattern.lastIndex
  }
  return body.length
}

/** A body as its chunks are cut: with spaces in place of noise, so that every other character keeps its offset. */
export class CleanBody {
  readonly masked: string
  private readonly noise: SourceEdit[]
  private readonly starts: number[]

  constructor(
    readonly body: string,
    kept: readonly NoiseKind[] = [],
  ) {
    const noise = findNoise(body, kept).map(({ start, end, insert }) => ({ start, end, insert }))
    this.noise = closeUp(body, noise)
    this.starts = this.noise.map(({ start }) => start)
    this.masked = maskEdits(body, noise)
  }

  /** What a reader gets of a range: without noise, with what stands for it. */
  text(start: number, end: number): string {
    return applyEdits(this.body, start, end, this.editsOf(start, end))
  }

  /** UTF-16 units of the range that are no noise. */
  lengthOf(start: number, end: number): number {
    return this.editsOf(start, end).reduce((length, range) => length - (range.end - range.start), end - start)
  }

  hasNoise(start: number, end: number): boolean {
    return this.editsOf(start, end).length > 0
  }

  /** The noise that lies in a range; chunks never begin or end inside of one. */
  editsOf(start: number, end: number): SourceEdit[] {
    const first = countBelow(this.starts, start)
    let last = first
    while (last < this.noise.length && this.noise[last]!.end <= end) last++
    return this.noise.slice(first, last)
  }
}
