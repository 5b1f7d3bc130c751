'use client'

import { sourceHref } from '@/components/context/source-href'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { Passage } from './group-passages'
import { PassageExcerpt } from './passage-excerpt'
import { PASSAGES } from './queries'

type PassageListProps = {
  query: string
  /** Of modules that are not found by name: each one's passages, best first; undefined while they are looked for. */
  groups: Passage[][] | undefined
  error: Error | null
  onRetry: () => void
  /** Looks for more of them; undefined when these are all. */
  onMore: (() => void) | undefined
}

/** What the search finds inside modules: each module with its best passage, and how many more it has. */
export function PassageList({ query, groups, error, onRetry, onMore }: PassageListProps) {
  const best = groups?.[0]?.[0]?.score ?? 0

  if (error) return <ErrorState title="The search failed" description={error.message} onRetry={onRetry} />
  return (
    <section aria-label="Found inside modules" className="border-t">
      <h2 className="flex h-8 items-center gap-2 border-b bg-surface px-3 text-fg-faint text-xs">
        Found in the text
        {groups && <span className="tabular">{formatNumber(groups.length)}</span>}
        {groups && onMore && <span>the best {PASSAGES} passages</span>}
      </h2>
      {!groups && (
        <div className="flex flex-col gap-3 p-3" role="status" aria-label="Searching">
          {['a', 'b', 'c'].map((key) => (
            <div key={key} className="flex flex-col gap-1.5">
              <Skeleton className="w-56" />
              <Skeleton className="w-full max-w-2xl" />
            </div>
          ))}
        </div>
      )}
      <ul>
        {groups?.map(([first, ...more]) =>
          first ? (
            <li
              key={first.moduleId}
              data-row={first.moduleId}
              className="border-b px-3 py-2.5 focus-within:bg-muted/70 hover:bg-surface"
            >
              <div className="flex items-baseline gap-2">
                <WorkspaceLink
                  href={sourceHref(first.moduleId, first.chunkId, { start: first.startOffset, end: first.endOffset })}
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
                <PassageExcerpt text={first.text} query={query} />
              </p>
            </li>
          ) : null,
        )}
      </ul>
      {groups && onMore && (
        <div className="p-3">
          <Button size="sm" onClick={onMore}>
            More passages
          </Button>
        </div>
      )}
    </section>
  )
}
