import type { Turn } from '@/lib/engine'
import { OFFLINE_CHAT_NOTE } from '@/lib/models/offline/offline-chat'

/** Words of a summary for each that it tells of: of what was said, and of summaries of it. */
export const SUMMARY_SHARES = { said: 0.3, told: 0.6 }
const MOST_WORDS = 300
const LONGEST_SENTENCE = 60
/** UTF-16 units. */
const LONGEST_LINE = 600

const DECISION =
  /\b(?:decid|agree[ds]?\b|chose|chosen|let'?s|going with|we will|we'll|must|never|always|only|prefer|deadline|instead)/i
const FIGURE = /\p{N}/u
const IDENTIFIER = /\b(?:[\w-]+[._/@][\w./@-]+|[a-z]+[A-Z]\w*|[A-Z]{2,}[\w-]*)\b/
/** A capital inside a sentence. */
const NAME = /(?<=[^\s.!?:]\s)\p{Lu}\p{Ll}/u

type Line = { turn: number; role: Turn['role']; text: string; words: number; worth: number }

/**
 * What was said, in the conversation's own words, shorter than it was: whole sentences, those first that hold decisions,
 * figures, names and identifiers, the first question, and the last one that nobody has answered. Same turns, same text;
 * empty where nothing is short enough to be told.
 */
export function summarizeTurns(turns: Turn[], share = SUMMARY_SHARES.said): string {
  const lines = turns.flatMap(({ role, content }, turn) =>
    sentencesOf(content).map((text): Line => ({ turn, role, text, words: countWords(text), worth: worthOf(text) })),
  )
  const first = lines.find(({ role }) => role === 'user')
  const last = lines.findLast(({ text }) => text.endsWith('?'))
  const isOpen = last && lines.every(({ turn, role }) => role === 'user' || turn < last.turn)
  if (first) first.worth += 2
  if (last && isOpen) last.worth += 2

  const source = turns.reduce((sum, { content }) => sum + (content.trim() === '' ? 0 : countWords(content.trim())), 0)
  let left = Math.min(MOST_WORDS, Math.floor(share * source))
  const kept = new Set<Line>()
  const said = new Set<string>()
  for (const line of lines.toSorted((a, b) => b.worth - a.worth)) {
    if (line.worth === 0 || line.words > left || said.has(line.text)) continue
    kept.add(line)
    said.add(line.text)
    left -= line.words
  }
  return lines
    .filter((line) => kept.has(line))
    .map(({ role, text }) => `${role === 'user' ? 'User' : 'Answer'}: ${text}`)
    .join('\n')
}

function worthOf(text: string): number {
  const has = (pattern: RegExp) => Number(pattern.test(text))
  return 2 * has(DECISION) + has(FIGURE) + has(IDENTIFIER) + has(NAME) + 0.5 * Number(text.endsWith('?'))
}

/** Without markup, code and citations; what is longer than any sentence should be is no sentence. */
function sentencesOf(content: string): string[] {
  return content
    .replaceAll(OFFLINE_CHAT_NOTE, ' ')
    .replaceAll(/```[\s\S]*?(```|$)/g, ' ')
    .replaceAll(/\[k\d+\]|[#>*_`|]/g, ' ')
    .replaceAll(/^[ \t]*-\s/gm, '')
    .split(/(?<=[.!?])\s+|\n+/)
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && text.length <= LONGEST_LINE && countWords(text) <= LONGEST_SENTENCE)
}

const countWords = (text: string) => text.split(/\s+/).length
