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
  /** Of the other cells of its rows. */
  cells: Set<string>[]
}

/** An item that asks, or names what is told later, and goes on to say nothing. */
const TOPIC = /^\s*(?:[-*+]|\d+[.)])\s+(?:how|what|why|when|where|which|who)\b(?:[^.?!:]|[.?!:](?=\S))*[.?!:]?$/i
const DEFINES =
  /^((?:\S+\s+){1,6}?)(?:(?:is|are)\s+(?:an?|the|any|every|all|what|where|when|how|one|part|\p{L}+ing)|means|decides|lets|returns|describes)\b/iu
/** “In mathematics, a pure function is a function that …”. */
const DEFINES_LATE = /(?:^|,|\)|:)\s+(?:an?|the)\s+((?:[^\s,.:;]+\s+){1,4}?)(?:is|are)\s+(?:an?|the|any|one)\b/iu
const LINK_TARGET = /\]\([^)\s]*\)/g
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
        const heads = kind === 'table' ? head.join(' ') : ''
        const ofParts = parts.map(termsOf)
        return {
          passage,
          at,
          block,
          parts: ofParts,
          intro: termsOf(`${heading} ${lead}`),
          own: new Set([...toTerms(`${lead} ${heads}`), ...ofParts.flatMap((part) => [...part])]),
          context: termsOf(`${title} ${heading}`),
          title: termsOf(title.split(' › ')[0] ?? ''),
          heading: termsOf(heading || title),
          defined: kind === 'prose' ? parts.map((part) => termsOf(definedIn(part))) : [],
          keys: keysOf(block).map(termsOf),
          cells: cellsOf(block).map(termsOf),
        }
      }),
  )
}

/** A question is no answer, and neither is a list of what a page goes on to say: “How to add an item”. */
function onlyAsks({ kind, parts }: Block): boolean {
  if (kind === 'prose') return parts.every((part) => part.endsWith('?') || ONLY_LINK.test(part))
  return kind === 'list' && parts.every((part) => TOPIC.test(part))
}

/** What a sentence says what it is; empty for others. */
function definedIn(sentence: string): string {
  const plain = sentence.replace(LINK_TARGET, '').replaceAll('[', '')
  return (DEFINES_LATE.exec(plain) ?? DEFINES.exec(plain))?.[1] ?? ''
}

function cellsOf({ kind, parts }: Block): string[] {
  return kind === 'table' ? parts.flatMap((row) => row.split('|').slice(2, -1)) : []
}

function keysOf({ kind, head, parts, keys }: Block): string[] {
  if (kind === 'list') return keys
  return kind === 'table' ? [...head.slice(0, 1), ...parts].map((row) => FIRST_CELL.exec(row)?.[1] ?? '') : []
}
