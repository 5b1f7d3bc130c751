'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { MORE_PASSAGES, PASSAGES } from './queries'

type SearchFootProps = {
  /** Texts are still searched: what they hold joins the list above. */
  isSearching: boolean
  error: Error | null
  onRetry: () => void
  /** Looks for more passages; undefined when these are all. */
  onMore: (() => void) | undefined
}

/** Beneath the list of a search: how far the texts were searched, and more of it. */
export function SearchFoot({ isSearching, error, onRetry, onMore }: SearchFootProps) {
  if (error) {
    return (
      <Notice
        className="m-3"
        title="The texts could not be searched"
        action={
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {error.message} What is listed was found by name, description or tags.
      </Notice>
    )
  }
  if (isSearching) {
    return (
      <div role="status" aria-label="Searching the texts" className="flex flex-col gap-3 p-3">
        {['a', 'b', 'c'].map((key) => (
          <div key={key} className="flex flex-col gap-1.5">
            <Skeleton className="w-56" />
            <Skeleton className="w-full max-w-2xl" />
          </div>
        ))}
      </div>
    )
  }
  if (!onMore) return null
  return (
    <div className="flex flex-wrap items-center gap-3 p-3 text-fg-muted text-xs">
      <Button size="sm" onClick={onMore}>
        Search further
      </Button>
      Of the texts, the {PASSAGES} best passages are listed; up to {MORE_PASSAGES} can be.
    </div>
  )
}
