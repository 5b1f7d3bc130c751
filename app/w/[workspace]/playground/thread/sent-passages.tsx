'use client'

import { useId, useState } from 'react'
import { PassageExcerpt } from '@/components/markdown/passage-excerpt'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Passage } from '@/lib/engine'

/** As many as are shown before somebody asks for all. */
const SHOWN_AT_FIRST = 3

type SentPassagesProps = {
  /** In the order in which they are sent. */
  passages: Passage[]
  /** What they are, all together. */
  title: string
  query: string
  onCite: (label: string) => void
}

/** Keeps the room of as many passages until they are here. */
export function PassagesAhead({ count }: { count: number }) {
  return (
    <div className="mb-3 space-y-1.5 border-b pb-3" aria-hidden>
      <Skeleton className="h-4 w-64 max-w-full" />
      {Array.from({ length: Math.min(count, SHOWN_AT_FIRST) }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={at} className="h-17" />
      ))}
      {count > SHOWN_AT_FIRST && <div className="h-8" />}
    </div>
  )
}

/** What a model would answer from, for the one that answers with quotes alone. There is at least one passage. */
export function SentPassages({ passages, title: heading, query, onCite }: SentPassagesProps) {
  const id = useId()
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? passages : passages.slice(0, SHOWN_AT_FIRST)
  const hidden = passages.length - shown.length
  return (
    <div className="mb-3 border-b pb-3">
      <p id={id} className="font-medium text-fg-muted text-xs">
        {heading}
      </p>
      <ol aria-labelledby={id} className="mt-1.5 space-y-1.5">
        {shown.map(({ label, title, text }) => (
          <li
            key={label ?? title}
            data-origin="knowledge"
            className="border-l-2 origin-edge py-0.5 pl-2 text-sm [overflow-wrap:anywhere]"
          >
            <button
              type="button"
              disabled={label === undefined}
              title="Show this passage in the context"
              onClick={() => label !== undefined && onCite(label)}
              className="rounded-md text-left font-medium enabled:hover:underline"
            >
              {title}
              {label !== undefined && (
                <span className="tabular ml-1.5 font-normal text-fg-faint text-xs">[{label}]</span>
              )}
            </button>
            <p className="mt-0.5 line-clamp-2 text-fg-muted">
              <PassageExcerpt text={text} query={query} />
            </p>
          </li>
        ))}
      </ol>
      {(hidden > 0 || isWhole) && passages.length > SHOWN_AT_FIRST && (
        <Button variant="ghost" size="sm" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)} className="mt-1">
          {isWhole ? 'Show fewer' : `Show ${hidden} more`}
        </Button>
      )}
    </div>
  )
}
