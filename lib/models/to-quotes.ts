import type { Passage } from '@/lib/engine'
import { type Block, toBlocks } from './answer-blocks'

/** The terms of a text as they are compared: stemmed, without stop words. */
export type ToTerms = (text: string) => string[]

/** A block of a passage with the terms of its pieces. */
export type Quote = {
  /** Place of the passage among all. */
  passage: number
  /** Place of the block in it. */
  at: number
  block: Block
  parts: Set<string>[]
  /** Of the block itself: what introduces it, a table's heads, its parts. */
  own: Set<string>
  /** Of what introduces it: the heading right above, the sentence before. */
  intro: Set<string>
  /** Of its headings, and the name of the module. */
  context: Set<string>
  /** Of the name of the module alone. */
  title: Set<string>
  /** Of the heading right above it. */
  heading: Set<string>
  /** For each sentence, of what it says what that is. */
  defined: Set<string>[]
  /** Of what its rows or items are about, and of the column that names it. */
  keys: Set<string>[]
}

const TOPIC = /^\s*(?:[-*+]|\d+[.)])\s+(?:how|what|why|when|where|which|who)\b/i
const DEFINES = /^((?:\S+\s+){1,6}?)(?:is|are|means|decides|lets|returns|describes)\b/i
/** A paragraph that is nothing but a link says where to read. */
const ONLY_LINK = /^(?:see |read (?:more )?)?\[[^\]]*\]\([^)]*\)[^\p{L}]*$/iu
const FIRST_CELL = /^\s*\|([^|]*)\|/

/** What the passages have that may answer a question, in their order. */
export function toQuotes(passages: Passage[], toTerms: ToTerms): Quote[] {
  const termsOf = (text: string) => new Set(toTerms(text))
  return passages.flatMap(({ title, text }, passage) =>
    toBlocks(text)
      .filter((block) => !onlyAsks(block))
      .map((block, at) => {
        const { kind, heading, lead, head, parts } = block
        const cells = kind === 'table' ? head.join(' ') : ''
        const ofParts = parts.map(termsOf)
        return {
          passage,
          at,
          block,
          parts: ofParts,
          intro: termsOf(`${heading} ${lead}`),
          own: new Set([...toTerms(`${lead} ${cells}`), ...ofParts.flatMap((part) => [...part])]),
          context: termsOf(`${title} ${heading}`),
          title: termsOf(title.split(' › ')[0] ?? ''),
          heading: termsOf(heading || title),
          defined: kind === 'prose' ? parts.map((part) => termsOf(DEFINES.exec(part)?.[1] ?? '')) : [],
          keys: keysOf(block).map(termsOf),
        }
      }),
  )
}

/** A question is no answer, and neither is a list of what a page goes on to say: “How to add an item”. */
function onlyAsks({ kind, parts }: Block): boolean {
  if (kind === 'prose') return parts.every((part) => part.endsWith('?') || ONLY_LINK.test(part))
  return kind === 'list' && parts.every((part) => TOPIC.test(part))
}

function keysOf({ kind, head, parts, keys }: Block): string[] {
  if (kind === 'list') return keys
  return kind === 'table' ? [...head.slice(0, 1), ...parts].map((row) => FIRST_CELL.exec(row)?.[1] ?? '') : []
}
