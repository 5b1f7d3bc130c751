import { type Block, toBlocks } from './answer-blocks'

/** A run of composed knowledge that an answer may quote. */
export type Passage = { label?: string; title: string; text: string }

/** The terms of a text as they are compared: stemmed, without stop words. */
export type ToTerms = (text: string) => string[]

/** A block of a passage with the terms of its pieces. */
export type Quote = {
  /** Place of the passage among all. */
  passage: number
  block: Block
  parts: Set<string>[]
  /** Of the block itself: what introduces it, a table's heads, its parts. */
  own: Set<string>
  /** Of its headings, and the name of the module. */
  context: Set<string>
  /** Of the heading right above it. */
  heading: Set<string>
  /** Of what its first sentence says what it is. */
  defined: Set<string>
  /** Of what its rows or items are about, and of the column that names it. */
  keys: Set<string>[]
}

const TOPIC = /^\s*(?:[-*+]|\d+[.)])\s+(?:how|what|why|when|where|which|who)\b/i
const DEFINES = /^((?:\S+\s+){1,6}?)(?:is|are|means|decides)\b/i
const FIRST_CELL = /^\s*\|([^|]*)\|/
/** `- Publishing: turns the draft …`, `1. Discovery – at start-up …`. */
const KEY_OF_ITEM = /^(?:[-*+]|\d+[.)])\s+([^:–—]{1,60})[:–—]/

/** What the passages have that may answer a question, in their order. */
export function toQuotes(passages: Passage[], toTerms: ToTerms): Quote[] {
  const termsOf = (text: string) => new Set(toTerms(text))
  return passages.flatMap(({ title, text }, passage) =>
    toBlocks(text)
      .filter((block) => !onlyAsks(block))
      .map((block) => {
        const { kind, heading, lead, head, parts } = block
        const cells = kind === 'table' ? head.join(' ') : ''
        const ofParts = parts.map(termsOf)
        return {
          passage,
          block,
          parts: ofParts,
          own: new Set([...toTerms(`${lead} ${cells}`), ...ofParts.flatMap((part) => [...part])]),
          context: termsOf(`${title} ${heading}`),
          heading: termsOf(heading || title),
          defined: kind === 'prose' ? termsOf(DEFINES.exec(parts[0] ?? '')?.[1] ?? '') : new Set<string>(),
          keys: keysOf(block).map(termsOf),
        }
      }),
  )
}

/** A question is no answer, and neither is a list of what a page goes on to say: “How to add an item”. */
function onlyAsks({ kind, parts }: Block): boolean {
  if (kind === 'prose') return parts.every((part) => part.endsWith('?'))
  return kind === 'list' && parts.every((part) => TOPIC.test(part))
}

function keysOf({ kind, head, parts }: Block): string[] {
  if (kind !== 'table' && kind !== 'list') return []
  const pattern = kind === 'table' ? FIRST_CELL : KEY_OF_ITEM
  return [...(kind === 'table' ? head.slice(0, 1) : []), ...parts].map((part) => pattern.exec(part)?.[1] ?? '')
}
