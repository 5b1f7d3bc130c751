import { toPlainLine } from './to-plain-line'

/** The part of a passage that is about the query, in one line, its words marked. */
export function PassageExcerpt({ text, query }: { text: string; query: string }) {
  return <Marked text={excerptOf(text, query)} query={query} />
}

const wordsOf = (query: string) => query.match(/[\p{L}\p{N}]{3,}/gu) ?? []

/** Some 280 characters around the first word of the query, in one line. */
function excerptOf(text: string, query: string): string {
  const line = toPlainLine(text) || text.trim()
  const lower = line.toLowerCase()
  const positions = wordsOf(query.toLowerCase())
    .map((word) => lower.indexOf(word))
    .filter((position) => position >= 0)
  const at = positions.length === 0 ? 0 : Math.min(...positions)
  const start = at < 120 ? 0 : line.indexOf(' ', at - 80) + 1
  const end = Math.min(line.length, start + 280)
  return `${start > 0 ? '… ' : ''}${line.slice(start, end)}${end < line.length ? ' …' : ''}`
}

/** The text with the words of the query marked, by their beginnings: `chunk` marks `chunking`. */
function Marked({ text, query }: { text: string; query: string }) {
  const words = wordsOf(query)
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
