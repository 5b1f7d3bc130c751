'use client'

import { useEffect, useRef } from 'react'
import type { SourceAnalysis } from '@/components/source-analysis/source-analysis'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { Tokens } from '@/components/ui/tokens'

type Chunk = SourceAnalysis['chunks'][number]
const MAX_SHOWN = 400

type ChunksTabProps = {
  chunks: Chunk[] | undefined
  /** Ordinal of the chunk that the address names. */
  selected: number | null
  /** Shows a span of the body in the source. */
  onGoTo: (start: number, end: number) => void
}

/** How the body will be cut: what retrieval finds and sends are these pieces. */
export function ChunksTab({ chunks, selected, onGoTo }: ChunksTabProps) {
  if (!chunks) {
    return (
      <div className="flex flex-col gap-3 p-4" role="status" aria-label="Cutting into chunks">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    )
  }
  if (chunks.length === 0) return <p className="p-4 text-fg-muted text-sm">The body is empty: there is no chunk.</p>
  return (
    <ol className="flex flex-col gap-3 p-4">
      {chunks.slice(0, MAX_SHOWN).map((chunk, index) => (
        <ChunkCard
          key={chunk.ordinal}
          chunk={chunk}
          overlap={Math.max(0, (chunks[index - 1]?.endOffset ?? 0) - chunk.startOffset)}
          isSelected={chunk.ordinal === selected}
          onGoTo={() => onGoTo(chunk.startOffset, chunk.endOffset)}
        />
      ))}
      {chunks.length > MAX_SHOWN && <li className="text-fg-faint text-xs">and {chunks.length - MAX_SHOWN} more</li>}
    </ol>
  )
}

type ChunkCardProps = { chunk: Chunk; overlap: number; isSelected: boolean; onGoTo: () => void }

function ChunkCard({ chunk, overlap, isSelected, onGoTo }: ChunkCardProps) {
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'start' })
  }, [isSelected])
  return (
    <li
      ref={card}
      className={cn('scroll-mt-2 overflow-hidden rounded-md border', isSelected && 'border-accent ring-1 ring-accent')}
    >
      <div className="flex items-center gap-2 border-b bg-surface px-2.5 py-1 text-fg-faint text-xs">
        <span className="tabular">{chunk.ordinal + 1}</span>
        <button
          type="button"
          onClick={onGoTo}
          title="Show in the source"
          className="min-w-0 flex-1 truncate rounded-md text-left hover:text-fg hover:underline"
        >
          {chunk.headingPath.join(' › ') || 'Before the first heading'}
        </button>
        <Tokens value={chunk.tokenCount} hasUnit className="shrink-0" />
      </div>
      <pre className="whitespace-pre-wrap break-words px-2.5 py-2 font-mono text-xs leading-5">
        {overlap > 0 && (
          <span className="bg-muted text-fg-faint" title="Repeated from the chunk before">
            {chunk.text.slice(0, overlap)}
          </span>
        )}
        {chunk.text.slice(overlap)}
      </pre>
    </li>
  )
}
