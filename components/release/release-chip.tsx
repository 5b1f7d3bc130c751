'use client'

import { useQuery } from '@tanstack/react-query'
import { GitBranch } from 'lucide-react'
import { releasesQuery } from '@/components/data/releases-query'
import { Chip } from '@/components/ui/chip'
import { cn } from '@/components/ui/cn'

type ReleaseChipProps = { release: string; onRemove: () => void; className?: string }

/** The release that is asked in place of production, to be taken back. */
export function ReleaseChip({ release, onRemove, className }: ReleaseChipProps) {
  const items = useQuery(releasesQuery()).data?.items
  const name = items?.find(({ id }) => id === release)?.name ?? release
  return (
    <Chip
      icon={GitBranch}
      word="asking"
      name={name}
      removeLabel="Ask production again"
      onRemove={onRemove}
      className={cn('max-w-[calc(100%-1.5rem)]', className)}
    />
  )
}
