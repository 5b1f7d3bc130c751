import { applyEdits, maskEdits } from './source-edits'
import type { SourceEdit } from './types'

/** Stands for data that was left out of a text; the source keeps it. */
export const LEFT_OUT = '[base64 data left out]'

/** What stays of data at its ends (UTF-16 units), so that what was left out has a place. */
const KEPT_HEAD = 8
const KEPT_TAIL = 2
const DATA = /(?<=;base64,)[\w+/=-]{100,}|(?<![\w+/-])[\w+/-]{400,}={0,2}/g

const ADDRESS = String.raw`(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')`
const IMPORT = String.raw`import[ \t]+(?:(?:type[ \t]+)?(?:\w+[ \t]*,?[ \t]*)?(?:\{[^{}]{0,500}\}[ \t]*|\*[ \t]+as[ \t]+\w+[ \t]+)?from[ \t]+)?${ADDRESS};?`
const EXPORT = String.raw`export[ \t]+(?:(?:\{[^{}]{0,500}\}|\*(?:[ \t]+as[ \t]+\w+)?)[ \t]+from[ \t]+${ADDRESS};?|(?:const|let|var)[ \t]+\w+[ \t]*=[^\n]{0,1000}[^\s{([,])`
/** Code, and what may be noise outside of it: which of them matched tells its group. */
const MARKED = new RegExp(
  [
    String.raw`^[ \t>]*(?<fence>${'`'}{3,}|~{3,})[^\n]*`,
    String.raw`(?<code>${'`'}{1,2}(?!${'`'})[^${'`'}\n]{1,500}${'`'})`,
    '(?<comment><!--)',
    String.raw`(?<expression>\{\/\*)`,
    String.raw`^(?<module>${IMPORT}|${EXPORT})[ \t]*$`,
    String.raw`^[ \t]*<(?<tag>\/?[A-Z][\w.]{0,60})(?<rest>[^<>\n]{0,300})>[ \t]*$`,
    String.raw`(?<badge>\[!\[[^[\]\n]{0,200}\]\([^()\s]{1,500}\)\]\([^()\s]{1,500}\)|!\[[^[\]\n]{0,200}\]\([^()\s]{1,500}\)|<img\s[^<>]{1,500}>)`,
  ].join('|'),
  'gm',
)
const BADGE =
  /shields\.io|badgen\.net|badge\.fury\.io|badge\.svg|\/badge[s/?]|codecov\.io|coveralls\.io|travis-ci\.|circleci\.com|<img\s[^>]*(?:width|height)=["']?1["'\s>]/i

/**
 * What is noise in a body, in order: base64 data, HTML and MDX comments, imports, tags of layout components alone on a
 * line, badges and tracking pixels. In code only data is.
 */
export function findNoise(body: string): SourceEdit[] {
  const found = [...findMarked(body), ...findData(body)].sort((a, b) => a.start - b.start)
  let end = 0
  return found.filter((range) => {
    if (range.start < end) return false
    end = range.end
    return true
  })
}

function findData(body: string): SourceEdit[] {
  return Array.from(body.matchAll(DATA)).flatMap(({ 0: data, index }) => {
    // a long name or path has not all of them
    if (!/[a-z]/.test(data) || !/[A-Z]/.test(data) || !/\d/.test(data)) return []
    return [{ start: index + KEPT_HEAD, end: index + data.length - KEPT_TAIL, insert: LEFT_OUT }]
  })
}

function findMarked(body: string): SourceEdit[] {
  const ranges: SourceEdit[] = []
  const add = (start: number, end: number) => ranges.push({ start, end, insert: '' })
  const unclosed = new Set<string>()
  const layout = new LayoutTags()
  const endOf = (closing: string, from: number) => {
    const at = unclosed.has(closing) ? -1 : body.indexOf(closing, from)
    if (at < 0) unclosed.add(closing)
    return at < 0 ? undefined : at + closing.length
  }
  MARKED.lastIndex = 0
  for (let match = MARKED.exec(body); match; match = MARKED.exec(body)) {
    const { fence, comment, expression, module, tag, rest = '', badge } = match.groups ?? {}
    const [text] = match
    const end = match.index + text.length
    if (fence) MARKED.lastIndex = endOfFence(body, end, fence)
    else if (comment || expression) {
      const close = endOf(comment ? '-->' : '*/}', end)
      if (close !== undefined) add(match.index, close)
      MARKED.lastIndex = close ?? end
    } else if (module || (tag && layout.isLayout(tag, rest))) add(match.index, end)
    else if (badge && BADGE.test(badge)) add(match.index, end)
  }
  return ranges
}

/** Tags of components without attributes say nothing; with one goes the tag that closes it. */
class LayoutTags {
  /** Whether what is open of each name was left out, the innermost last. */
  private readonly open = new Map<string, boolean[]>()

  isLayout(tag: string, rest: string): boolean {
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

  constructor(readonly body: string) {
    this.noise = findNoise(body)
    this.masked = maskEdits(body, this.noise)
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
    let low = 0
    let high = this.noise.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.noise[middle]!.start < start) low = middle + 1
      else high = middle
    }
    let last = low
    while (last < this.noise.length && this.noise[last]!.end <= end) last++
    return this.noise.slice(low, last)
  }
}
