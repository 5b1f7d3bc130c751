'use client'

import { GitCompareArrows, RotateCcw } from 'lucide-react'
import { ChosenModules } from '@/components/context/candidates/chosen-modules'
import type { ModuleChoice } from '@/components/context/candidates/module-choice'
import { ChosenSummaries } from '@/components/context/history/chosen-summaries'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'

type ChoiceBarProps = {
  choice: ModuleChoice
  nameOf: (moduleId: string) => string
  onAskAgain: (() => void) | null
  /** Composes only, and shows the difference. */
  onCompare: () => void
}

/** What is chosen and not in the context that is shown: to be asked with, or only composed. */
export function ChoiceBar({ choice, nameOf, onAskAgain, onCompare }: ChoiceBarProps) {
  return (
    <section aria-label="Ask again" className="space-y-2 border-b bg-surface px-3 py-2">
      <ChosenModules {...choice} nameOf={nameOf} />
      <ChosenSummaries />
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onCompare}>
          <GitCompareArrows />
          Compare only
        </Button>
        <Tooltip
          content={
            onAskAgain ? 'Answers beside this answer; this one stays' : 'Only the last question can be asked again'
          }
        >
          <Button size="sm" variant="primary" aria-disabled={onAskAgain === null} onClick={() => onAskAgain?.()}>
            <RotateCcw />
            Ask again with this
          </Button>
        </Tooltip>
      </div>
    </section>
  )
}
