'use client'

import { GitBranch } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
import { cn } from '@/components/ui/cn'
import { useReleaseName } from './release-name'

type ReleaseChipProps = { release: string; onRemove: () => void; className?: string }

/** The release that is asked in place of production, to be taken back. */
export function ReleaseChip({ release, onRemove, className }: ReleaseChipProps) {
  const name = useReleaseName()(release) ?? '…'
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
