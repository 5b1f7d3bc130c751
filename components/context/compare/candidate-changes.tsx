'use client'

import { useMemo, useState } from 'react'
import { StageColumns } from '@/components/context/stages/stage-columns'
import type { ComparisonDto } from '@/lib/schemas/contexts/comparison'
import { toSides } from './candidate-stages'
import { describePlace } from './compare-words'

/** What both contexts found, side by side in the order of each, the same candidate joined by a line. */
export function CandidateChanges({ candidates }: Pick<ComparisonDto, 'candidates'>) {
  const sides = useMemo(() => toSides(candidates), [candidates])
  const [selected, setSelected] = useState<string | null>(null)
  const shown = candidates.find(({ key }) => key === selected)
  if (candidates.length === 0) {
    return <p className="px-3 py-4 text-fg-muted text-sm">Nothing was found, before or after.</p>
  }
  return (
    <div className="p-3">
      <div role="status" className="mb-2 min-h-10 text-xs [overflow-wrap:anywhere]">
        {shown ? (
          <>
            <p className="font-medium">{shown.title}</p>
            <p className="text-fg-muted">
              Before: {describePlace(shown.a)}. After: {describePlace(shown.b)}.
            </p>
          </>
        ) : (
          <p className="text-fg-muted">
            All that was found, the best first; what is not sent has a dashed line around it. Choose one to see why it
            stands where it does.
          </p>
        )}
      </div>
      <StageColumns
        stages={sides}
        shownStage="b"
        selectedKey={selected}
        onSelect={(key) => setSelected(key === selected ? null : key)}
      />
    </div>
  )
}
