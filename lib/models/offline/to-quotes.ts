import { detectLanguages, extractTerms, type Passage } from '@/lib/engine'
import { type Block, toBlocks } from './answer-blocks'
import { definesIn } from './question-words'

/** The terms of a text with what each counts, 0–1: a part of a compound less than the word itself. */
export type Terms = ReadonlyMap<string, number>

/** A block of a passage with the terms of its pieces. */
export type Quote = {
  /** Place of the passage among all. */
  passage: number
  /** Place of the block in it. */
  at: number
  block: Block
  /** Of the passage: BCP 47 primary subtag. */
  language: string
  parts: Terms[]
  /** Of the block itself: what introduces it, a table's heads, its parts. */
  own: Terms
  /** Of what introduces it: the heading right above, the sentence before. */
  intro: Terms
  /** Of the headings that it stands below, and the name of the module. */
  context: Terms
  /** Of the name of the module alone. */
  title: Terms
  /** Of the heading right above it. */
  heading: Terms
  /** For each sentence, of what it says what that is. */
  defined: Terms[]
  /** Of what its rows or items are about, and of the column that names it. */
  keys: Terms[]
  /** Of the other cells of its rows. */
  cells: Terms[]
}

/** An item that asks, or names what is told later, and goes on to say nothing. */
const TOPIC = /^\s*(?:[-*+]|\d+[.)])\s+(?:how|what|why|when|where|which|who)\b(?:[^.?!:]|[.?!:](?=\S))*[.?!:]?$/i
const LINK_TARGET = /\]\([^)\s]*\)/g
/** A paragraph that is nothing but a link says where to read. */
const ONLY_LINK = /^(?:see |read (?:more )?)?\[[^\]]*\]\([^)]*\)[^\p{L}]*$/iu
const FIRST_CELL = /^\s*\|([^|]*)\|/

/** The terms of a text as they are compared, stemmed in its language, without stop words, with what each counts. */
export function termsOf(text: string, language: string): Terms {
  return new Map(extractTerms(text, language).map(({ term, count }) => [term, Math.min(1, count)]))
}

/** What any of them holds, as often as the one that holds the most of it. */
function unite(all: Terms[]): Terms {
  const united = new Map<string, number>()
  for (const terms of all) for (const [term, share] of terms) united.set(term, Math.max(share, united.get(term) ?? 0))
  return united
}

/** What the passages have that may answer a question, in their order. */
export function toQuotes(passages: Passage[]): Quote[] {
  const texts = passages.map(({ text }) => text)
  const languages = detectLanguages(texts.join('\n'), texts).parts
  return passages.flatMap(({ title, text }, passage) => {
    const language = languages[passage] ?? 'en'
    const read = (each: string) => termsOf(each, language)
    return toBlocks(text)
      .filter((block) => !onlyAsks(block))
      .map((block, at) => {
        const { kind, heading, above, lead, head, parts } = block
        const heads = kind === 'table' ? head.join(' ') : ''
        const ofParts = parts.map(read)
        return {
          passage,
          at,
          block,
          language,
          parts: ofParts,
          intro: read(`${heading} ${lead}`),
          own: unite([read(`${lead} ${heads}`), ...ofParts]),
          context: read(`${title} ${above} ${heading}`),
          title: read(title.split(' › ')[0] ?? ''),
          heading: read(heading || title),
          defined: kind === 'prose' ? parts.map((part) => read(definedIn(part, language))) : [],
          keys: keysOf(block).map(read),
          cells: cellsOf(block).map(read),
        }
      })
  })
}

/** A question is no answer, and neither is a list of what a page goes on to say: “How to add an item”. */
function onlyAsks({ kind, parts }: Block): boolean {
  if (kind === 'prose') return parts.every((part) => part.endsWith('?') || ONLY_LINK.test(part))
  return kind === 'list' && parts.every((part) => TOPIC.test(part))
}

/** What a sentence says what it is; empty for others. */
function definedIn(sentence: string, language: string): string {
  const plain = sentence.replace(LINK_TARGET, '').replaceAll('[', '')
  return (
    definesIn(language)
      .map((pattern) => pattern.exec(plain)?.[1])
      .find((found) => found !== undefined) ?? ''
  )
}

function cellsOf({ kind, parts }: Block): string[] {
  return kind === 'table' ? parts.flatMap((row) => row.split('|').slice(2, -1)) : []
}

function keysOf({ kind, head, parts, keys }: Block): string[] {
  if (kind === 'list') return keys
  return kind === 'table' ? [...head.slice(0, 1), ...parts].map((row) => FIRST_CELL.exec(row)?.[1] ?? '') : []
}
