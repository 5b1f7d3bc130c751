'use client'

import { useQuery } from '@tanstack/react-query'
import { GitBranch, X } from 'lucide-react'
import { releasesQuery } from '@/components/data/releases-query'
import { cn } from '@/components/ui/cn'

type ReleaseChipProps = { release: string; onRemove: () => void; className?: string }

/** The release that is asked in place of production, to be taken back. */
export function ReleaseChip({ release, onRemove, className }: ReleaseChipProps) {
  const items = useQuery(releasesQuery()).data?.items
  const name = items?.find(({ id }) => id === release)?.name ?? release
  return (
    <p
      className={cn(
        'flex h-6 w-fit max-w-[calc(100%-1.5rem)] items-center gap-1 rounded-md border bg-surface pl-1.5 text-xs',
        className,
      )}
    >
      <GitBranch className="size-3 shrink-0 text-fg-muted" aria-hidden />
      <span className="shrink-0 text-fg-muted">asking</span>
      <span className="truncate font-medium">{name}</span>
      <button
        type="button"
        aria-label="Ask production again"
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-md text-fg-muted hover:bg-muted hover:text-fg"
      >
        <X className="size-3" aria-hidden />
      </button>
    </p>
  )
}
