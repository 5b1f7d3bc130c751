import { useMemo } from 'react'
import { detectLanguage, extractQueryTerms } from '@/lib/engine'
import { toPlainLine } from './to-plain-line'

/** The part of a passage that is about the query, in one line, its words marked. */
export function PassageExcerpt({ text, query }: { text: string; query: string }) {
  const words = useMemo(() => tellingWords(query), [query])
  return <Marked text={excerptOf(text, words)} words={words} />
}

/** The words that a query is searched by: not those that only hold it together. */
function tellingWords(query: string): string[] {
  const language = detectLanguage(query)
  const idsOf = (text: string) => extractQueryTerms(text, language, [language]).map(({ id }) => id)
  const searched = new Set(idsOf(query))
  const words = query.match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return words.filter((word) => idsOf(word).some((id) => searched.has(id)))
}

/** Some 280 characters around the first of the words, in one line. */
function excerptOf(text: string, words: string[]): string {
  const line = toPlainLine(text) || text.trim()
  const lower = line.toLowerCase()
  const positions = words.map((word) => lower.indexOf(word.toLowerCase())).filter((position) => position >= 0)
  const at = positions.length === 0 ? 0 : Math.min(...positions)
  const start = at < 120 ? 0 : line.indexOf(' ', at - 80) + 1
  const end = Math.min(line.length, start + 280)
  return `${start > 0 ? '… ' : ''}${line.slice(start, end)}${end < line.length ? ' …' : ''}`
}

/** The text with the words marked, by their beginnings: `chunk` marks `chunking`. */
function Marked({ text, words }: { text: string; words: string[] }) {
  if (words.length === 0) return text
  const stems = words.map((word) => (word.length > 5 ? word.slice(0, -2) : word))
  const parts = text.split(new RegExp(`(?<![\\p{L}\\p{N}])((?:${stems.join('|')})[\\p{L}\\p{N}]*)`, 'giu'))
  let offset = 0
  return parts.map((part, index) => {
    const key = offset
    offset += part.length
    return index % 2 === 0 ? (
      part
    ) : (
      <mark key={key} className="rounded-[2px] bg-warning/20 text-fg">
        {part}
      </mark>
    )
  })
}
