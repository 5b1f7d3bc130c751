export type BlockKind = 'prose' | 'list' | 'table' | 'code' | 'outline'

/**
 * What stands together in a markdown text; `lead` introduces it, `parts` are its sentences, items, rows or lines; `above`
 * are the headings that its own stands below. An
 * outline has the headings right below its own as items. `keys` are what the items of a list are about, '' where one
 * does not say it.
 */
export type Block = {
  kind: BlockKind
  heading: string
  above: string
  lead: string
  head: string[]
  parts: string[]
  keys: string[]
}

const MAX_PART_LENGTH = 600
const MAX_LEAD_SENTENCES = 3
const OPENS = /:$/
const OPENS_LIST = /[:,;…–—\p{L}\p{N}]$/u
const MIN_OUTLINE = 2
const MAX_INDENT = 20
const HEADING = /^#{1,6}\s+(.*)$/
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s/
const FENCE = /^\s*(`{3,}|~{3,})/
/** Where a box begins: `> [!note] Title` of Obsidian and GitHub, `!!! note "Title"` and `??? note` of MkDocs. */
const BOX = /^\s*(?:>\s*\[![\w-]+\]|!!! ?\w|\?\?\?\+? ?\w)/
/** `- **Publishing** turns the draft …`, `- A **curator** writes …`, `1. Discovery – at start-up …`. */
const MARKED_KEY = /^\s*(?:[-*+]|\d+[.)])\s+(?:\p{L}+ ){0,2}(?:\*\*|__)?(`[^`]{1,60}`|(?<=\*\*|__)[^*_]{1,60})/u
const KEY = /^\s*(?:[-*+]|\d+[.)])\s+([^:–—]{1,60})[:–—]/
const TABLE_ROW = /^\s*\|/
const TABLE_RULE = /^[\s|:-]+$/
const NOT_PROSE = /^\s*(?:<|!\[|:{3,}|-{3,}|={3,}|import\s|export\s)/
/** What MDX and other dialects write behind a heading to link it by: `{/*id*\/}`, `{#id}`. */
const HEADING_ID = /\{\/\*[^*]*\*\/\}|\s\{#[^{}]*\}\s*$/g

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The blocks of a markdown text in order, then its outlines, in time that grows with its length. Headings are told with
 * what is under them.
 */
export function toBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let heading = ''
  let above = ''
  let open: Block | undefined
  let fence: string | undefined
  const close = () => {
    if (open && open.parts.length > 0) blocks.push(open.kind === 'prose' ? toSentences(open) : open)
    open = undefined
  }
  /** A paragraph that ends in a colon introduces what comes next; a list goes on with any sentence that is not closed. */
  const takeLead = (kind: BlockKind) => {
    const last = blocks.at(-1)
    const opens = kind === 'list' ? OPENS_LIST : OPENS
    if (last?.kind !== 'prose' || last.heading !== heading || !opens.test(last.parts.at(-1) ?? '')) return ''
    // what introduces code often answers by itself: “Store them in `cases.json`:”
    if (kind !== 'code') blocks.pop()
    return last.parts.slice(-MAX_LEAD_SENTENCES).join(' ')
  }
  const start = (kind: BlockKind): Block => {
    close()
    open = { kind, heading, above, lead: takeLead(kind), head: [], parts: [], keys: [] }
    return open
  }
  const inBlock = (kind: BlockKind): Block => (open?.kind === kind ? open : start(kind))

  const outlines: Block[] = []
  /** Each is below the one before. */
  const sections: { level: number; outline: Block }[] = []
  const openSection = (level: number) => {
    while ((sections.at(-1)?.level ?? 0) >= level) sections.pop()
    sections.at(-1)?.outline.parts.push(clean(`- ${heading}`))
    above = sections.map(({ outline }) => outline.heading).join(' ')
    const outline: Block = { kind: 'outline', heading, above, lead: '', head: [], parts: [], keys: [] }
    sections.push({ level, outline })
    outlines.push(outline)
  }
  let isAfterGap = false
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) {
        fence = undefined
        close()
      } else open?.parts.push(line.slice(0, MAX_PART_LENGTH).toWellFormed())
    } else if (mark !== undefined) {
      fence = mark
      start('code').head = [line.trim(), mark]
    } else if (HEADING.test(line)) {
      close()
      heading = (HEADING.exec(line)?.[1] ?? '').replaceAll(HEADING_ID, '').trim()
      openSection(line.search(/[^#]/))
    } else if (line.trim() === '') {
      if (open?.kind !== 'list') close()
      isAfterGap = true
      continue
    } else if (TABLE_ROW.test(line)) {
      const table = inBlock('table')
      const isHead = table.head.length < 2 && table.parts.length === 0
      const row = line.trim().slice(0, MAX_PART_LENGTH).toWellFormed()
      if (isHead && (table.head.length === 0 || TABLE_RULE.test(row))) table.head.push(row)
      else table.parts.push(row)
    } else if (BOX.test(line)) {
      close()
    } else if (NOT_PROSE.test(line)) {
      close()
    } else if (LIST_ITEM.test(line)) {
      const list = inBlock('list')
      list.parts.push(indentOf(line) + clean(line))
      list.keys.push((MARKED_KEY.exec(line) ?? KEY.exec(line))?.[1] ?? '')
    } else if (open?.kind === 'list' && (!isAfterGap || /^\s{2}/.test(line))) {
      const last = open.parts.length - 1
      const item = open.parts[last] ?? ''
      if (item.length < MAX_PART_LENGTH) open.parts[last] = `${item} ${clean(line)}`
    } else {
      inBlock('prose').parts.push(withoutMarks(line.replace(/^\s*>\s?/, '')))
    }
    isAfterGap = false
  }
  close()
  return [...blocks, ...outlines.filter(({ parts }) => parts.length >= MIN_OUTLINE)]
}

/** How deep an item of a list stands. */
function indentOf(line: string): string {
  return ' '.repeat(Math.min(MAX_INDENT, line.replaceAll('\t', '    ').search(/\S/)))
}

/** A paragraph may stand in one line: its sentences are cut, not it. */
const withoutMarks = (line: string) => line.replaceAll(/\*\*|__/g, '').trim()

function clean(line: string): string {
  return withoutMarks(line).slice(0, MAX_PART_LENGTH).toWellFormed()
}

/** What closes right behind a mark that seems to end a sentence: `` press `?` to … `` is one. */
const CLOSES = /^[`)\]”’]/

function toSentences(block: Block): Block {
  const parts: string[] = []
  let touches = false
  for (const { segment } of sentences.segment(block.parts.join(' '))) {
    const before = parts.at(-1) ?? ''
    const isMerged = touches && CLOSES.test(segment) && before.length + segment.length <= MAX_PART_LENGTH
    if (isMerged) parts[parts.length - 1] = before + segment
    else parts.push(segment)
    touches = !/\s$/.test(segment)
  }
  const trimmed = parts.map((part) => part.trim())
  return { ...block, parts: trimmed.filter(Boolean).map((part) => part.slice(0, MAX_PART_LENGTH).toWellFormed()) }
}
