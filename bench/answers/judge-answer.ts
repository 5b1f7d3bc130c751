import type { OfflineChatContext } from '@/lib/models/offline/offline-chat'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/conversations/offline-answer'
import type { Question } from './questions'

/** Words of an answer from which on it is no answer but the library. */
const MOST_WORDS = 220

export type Verdict = {
  isGood: boolean
  /** Labels that name no passage, or one in which the quote does not stand. */
  wrongCitations: number
  /** What a poor answer lacks: the sent passages hold all facts or they do not. */
  isSent: boolean
  missing: string[]
}

export function judgeAnswer([kind, , ...facts]: Question, answer: string, context: OfflineChatContext): Verdict {
  const isNothing = answer.includes(OFFLINE_CHAT_NOTHING)
  const missing = missingIn(answer, facts)
  const isShort = answer.split(/\s+/).length <= MOST_WORDS
  return {
    isGood: kind === 'none' ? isNothing : !isNothing && missing.length === 0 && isShort,
    wrongCitations: citationsOf(answer).filter(({ label, text }) => !isSaid(label, text, context)).length,
    isSent: kind === 'none' || missingIn(context.passages.map(({ text }) => text).join('\n'), facts).length === 0,
    missing: isShort ? missing : ['brevity', ...missing],
  }
}

/** Facts of which no wording stands in the text. */
export function missingIn(text: string, facts: string[]): string[] {
  const plain = toPlain(text)
  return facts.filter((fact) => !fact.split('|').some((wording) => plain.includes(toPlain(wording))))
}

/** What stands before each label, back to the label before it; one in code is part of the quote. */
function citationsOf(answer: string): { label: string; text: string }[] {
  const body = answer.slice(answer.indexOf('\n\n') + 2)
  const parts = body.split(/(?<!`)\[(k\d+)\]/)
  const citations: { label: string; text: string }[] = []
  for (let at = 1; at < parts.length; at += 2) citations.push({ text: parts[at - 1] ?? '', label: parts[at] ?? '' })
  return citations
}

/** Every line of the quote stands in the passage that its label names. */
function isSaid(label: string, text: string, { passages }: OfflineChatContext): boolean {
  const cited = toLetters(passages.find((passage) => passage.label === label)?.text ?? '')
  return text.split('\n').every((line) => cited.includes(toLetters(line)))
}

/** Without what markdown adds. */
function toPlain(text: string): string {
  return text
    .replaceAll(/[*`\\]|__/g, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
}

function toLetters(text: string): string {
  // marks may stand inside a word of a script without spaces
  const unmarked = text.replaceAll(/\*\*|__/g, '')
  return (unmarked.replace(/^\s*(?:[-*+]|\d+[.)])\s/, '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
