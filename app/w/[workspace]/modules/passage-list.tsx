'use client'

import { useMemo } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { formatPercent } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { SearchResultsDto } from '@/lib/schemas/search'
import { moduleHref } from './module-row'
import { toPlainLine } from './to-plain-line'

type Passage = SearchResultsDto['results'][number]

type PassageListProps = {
  query: string
  passages: Passage[] | undefined
  error: Error | null
  onRetry: () => void
}

/** What the search finds inside modules: each module with its best passage, and how many more it has. */
export function PassageList({ query, passages, error, onRetry }: PassageListProps) {
  const groups = useMemo(() => {
    const byModule = new Map<string, Passage[]>()
    for (const passage of passages ?? []) {
      byModule.set(passage.moduleId, [...(byModule.get(passage.moduleId) ?? []), passage])
    }
    return [...byModule.values()]
  }, [passages])
  const best = passages?.[0]?.score ?? 0

  if (error) return <ErrorState title="The search failed" description={error.message} onRetry={onRetry} />
  return (
    <section aria-label="Found inside modules" className="border-t">
      <h2 className="flex h-8 items-center gap-2 border-b bg-surface px-3 text-fg-faint text-xs">
        Inside modules
        {passages && <span className="tabular">{groups.length}</span>}
      </h2>
      {!passages && (
        <div className="flex flex-col gap-3 p-3" role="status" aria-label="Searching">
          {['a', 'b', 'c'].map((key) => (
            <div key={key} className="flex flex-col gap-1.5">
              <Skeleton className="w-56" />
              <Skeleton className="w-full max-w-2xl" />
            </div>
          ))}
        </div>
      )}
      {passages && groups.length === 0 && (
        <p className="px-3 py-6 text-fg-muted text-sm">No published module says anything about “{query}”.</p>
      )}
      <ul>
        {groups.map(([first, ...more]) =>
          first ? (
            <li
              key={first.moduleId}
              data-row={first.moduleId}
              className="border-b px-3 py-2.5 focus-within:bg-muted/70 hover:bg-surface"
            >
              <div className="flex items-baseline gap-2">
                <WorkspaceLink
                  href={`${moduleHref(first.moduleId)}?tab=chunks&chunk=${encodeURIComponent(first.chunkId)}`}
                  data-row-link
                  className="truncate rounded-md font-medium text-sm hover:underline"
                >
                  {first.moduleName}
                </WorkspaceLink>
                <span className="min-w-0 flex-1 truncate text-fg-faint text-xs">{first.headingPath.join(' › ')}</span>
                {more.length > 0 && (
                  <span className="shrink-0 text-fg-faint text-xs">
                    +{more.length} {more.length === 1 ? 'passage' : 'passages'}
                  </span>
                )}
                <span
                  className="tabular w-10 shrink-0 text-right text-fg-faint text-xs"
                  title={`Score ${first.score.toFixed(4)}, as a share of the best`}
                >
                  {formatPercent(best === 0 ? 0 : first.score / best)}
                </span>
              </div>
              <p className="mt-0.5 line-clamp-2 max-w-[75ch] text-fg-muted text-sm">
                <Marked text={excerptOf(first.text, query)} query={query} />
              </p>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  )
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
