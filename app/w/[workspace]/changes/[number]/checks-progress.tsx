import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { RunningChecks } from './use-change-checks'

type ChecksProgressProps = { running: RunningChecks; onCancel: () => void }

/** How far the checks are that something waits for. */
export function ChecksProgress({ running: { done, total }, onCancel }: ChecksProgressProps) {
  return (
    <span className="flex items-center gap-2 text-fg-muted text-xs" role="status">
      <Progress value={done} max={total || 1} label="Queries that are done" className="w-24 max-sm:hidden" />
      <span className="tabular whitespace-nowrap">
        Checks {done} of {total}
      </span>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  )
}
