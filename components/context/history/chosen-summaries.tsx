'use client'

import { UnfoldVertical } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/components/ui/format-number'
import { useSummaryChoice } from './summary-choice'

/** Summaries whose messages the next question gets in their place, to be taken back. */
export function ChosenSummaries({ className }: { className?: string }) {
  const choice = useSummaryChoice()
  if (!choice || choice.unfolds.length === 0) return null
  const { unfolds, foldAll } = choice
  const name = formatCount(unfolds.length, 'summary', 'summaries')
  return (
    <div className={cn('flex', className)}>
      <Chip
        icon={UnfoldVertical}
        word="turns of"
        name={name}
        removeLabel={`Send ${unfolds.length === 1 ? 'the summary' : 'the summaries'} again`}
        onRemove={foldAll}
      />
    </div>
  )
}
