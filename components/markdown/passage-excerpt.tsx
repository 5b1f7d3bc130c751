import { Fragment, useMemo } from 'react'
import { detectLanguage, extractQueryTerms, findTerms, type TermRange } from '@/lib/engine'
import { toPlainLine } from './to-plain-line'

/** The part of a passage that is about the query, in one line; the words that it is found by are marked. */
export function PassageExcerpt({ text, query }: { text: string; query: string }) {
  const { excerpt, ranges } = useMemo(() => findExcerpt(text, query), [text, query])
  let end = 0
  return (
    <>
      {ranges.map((range) => {
        const between = excerpt.slice(end, range.start)
        end = range.end
        return (
          <Fragment key={range.start}>
            {between}
            <mark className="rounded-[2px] bg-warning/20 text-fg">{excerpt.slice(range.start, range.end)}</mark>
          </Fragment>
        )
      })}
      {excerpt.slice(end)}
    </>
  )
}

/** Some 280 characters around the first word that the query finds, in one line. */
function findExcerpt(text: string, query: string): { excerpt: string; ranges: TermRange[] } {
  const line = toPlainLine(text) || text.trim()
  const language = detectLanguage(query)
  const languages = [...new Set(['en', language, detectLanguage(line)])]
  const ids = new Set(extractQueryTerms(query, language, languages).map(({ id }) => id))
  const [first] = findTerms(line, ids, languages)
  const at = first?.start ?? 0
  const start = at < 120 ? 0 : findWordStart(line, at - 80, at)
  const end = Math.min(line.length, start + 280)
  const excerpt = `${start > 0 ? '… ' : ''}${line.slice(start, end)}${end < line.length ? ' …' : ''}`
  return { excerpt, ranges: [...findTerms(excerpt, ids, languages)] }
}

/** Where the first word begins behind a position; the position itself where none begins before the limit. */
function findWordStart(line: string, position: number, limit: number): number {
  const space = line.indexOf(' ', position)
  return space >= 0 && space < limit ? space + 1 : position
}
