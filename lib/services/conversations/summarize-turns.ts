import type { Turn } from '@/lib/engine'
import { OFFLINE_CHAT_NOTE } from '@/lib/models/offline-chat'

const MAX_WORDS = 300
const QUESTION_WORDS = 24
const ANSWER_WORDS = 36

/** The beginning of a text, at most so many words, without markup and citations. */
function beginning(text: string, maxWords: number): string {
  const words = text
    .replaceAll(OFFLINE_CHAT_NOTE, ' ')
    .replaceAll(/```[\s\S]*?(```|$)/g, ' ')
    .replaceAll(/\[k\d+\]|[#>*_`|]/g, ' ')
    .replaceAll(/(^|\s)-\s/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length > maxWords ? `${words.slice(0, maxWords).join(' ')} …` : words.join(' ')
}

const countWords = (text: string) => text.split(/\s+/).length

/**
 * Who asked what and how it was answered, in the conversation's own words, at most 300 of them. When all does not fit
 * the oldest answers go first, then the oldest questions. Same turns, same text.
 */
export function summarizeTurns(turns: Turn[]): string {
  const lines = turns.map(({ role, content }) => ({
    role,
    text:
      role === 'user'
        ? `The user said: ${beginning(content, QUESTION_WORDS)}`
        : `Answer: ${beginning(content, ANSWER_WORDS)}`,
  }))
  let words = lines.reduce((sum, line) => sum + countWords(line.text), 0)
  const kept = new Set(lines)
  for (const role of ['assistant', 'user'] as const) {
    for (const line of lines) {
      if (words <= MAX_WORDS) break
      if (line.role !== role) continue
      kept.delete(line)
      words -= countWords(line.text)
    }
  }
  return lines
    .filter((line) => kept.has(line))
    .map((line) => line.text)
    .join('\n')
}
