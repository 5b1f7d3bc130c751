'use client'

import { useMemo, useState } from 'react'
import { StageColumns } from '@/components/context/stages/stage-columns'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { RetrievalDto } from '@/lib/schemas/contexts/retrieval'
import { ColumnsSkeleton } from './columns-skeleton'
import { describeNothing } from './retrieval-words'
import { toChunkStages, toModuleStages } from './stages'

type Level = 'chunks' | 'modules'
type StageViewProps = {
  retrieval: RetrievalDto | undefined
  level: Level
  isFiltered: boolean
  selectedKey: string | null
  onLevel: (level: Level) => void
  onSelect: (key: string) => void
}

const LEVELS: { value: Level; label: string }[] = [
  { value: 'chunks', label: 'Chunks' },
  { value: 'modules', label: 'Modules' },
]

export function StageView({ retrieval, level, isFiltered, selectedKey, onLevel, onSelect }: StageViewProps) {
  const candidates = retrieval?.candidates
  const stages = useMemo(
    () =>
      level === 'chunks' ? toChunkStages(candidates ?? [], retrieval?.weights ?? {}) : toModuleStages(candidates ?? []),
    [candidates, retrieval?.weights, level],
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const shownStage = stages.some(({ id }) => id === chosen) ? chosen : stages.at(-1)?.id
  if (!candidates) {
    return (
      <div role="status" aria-label="Searching">
        <ColumnsSkeleton />
      </div>
    )
  }
  if (candidates.length === 0) {
    return (
      <EmptyState
        title="Nothing was found"
        description={describeNothing({ isFiltered, isLeftOut: retrieval.leftOut.length > 0 })}
      />
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-2">
        <fieldset className="flex gap-px rounded-md border p-0.5" aria-label="What is searched">
          {LEVELS.map(({ value, label }) => (
            <Button
              key={value}
              variant={value === level ? 'secondary' : 'ghost'}
              size="sm"
              className="h-6 border-transparent aria-pressed:bg-muted"
              aria-pressed={value === level}
              onClick={() => onLevel(value)}
            >
              {label}
            </Button>
          ))}
        </fieldset>
        <fieldset className="flex gap-3 overflow-x-auto rail:hidden" aria-label="Stage">
          {stages.map(({ id, title }) => (
            <Button
              key={id}
              variant="ghost"
              size="sm"
              className="h-6 px-1.5 aria-pressed:bg-muted aria-pressed:text-fg"
              aria-pressed={id === shownStage}
              onClick={() => setChosen(id)}
            >
              {title}
            </Button>
          ))}
        </fieldset>
      </div>
      <StageColumns stages={stages} shownStage={shownStage ?? ''} selectedKey={selectedKey} onSelect={onSelect} />
    </>
  )
}
