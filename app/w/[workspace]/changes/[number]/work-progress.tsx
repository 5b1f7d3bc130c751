import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'

type WorkProgressProps = {
  /** `Checks`, before how many of them are done. */
  what: string
  running: { done: number; total: number }
  onCancel: () => void
}

/** How far something is that takes a while, such as checks that something waits for. */
export function WorkProgress({ what, running: { done, total }, onCancel }: WorkProgressProps) {
  return (
    <span className="flex items-center gap-2 text-fg-muted text-xs" role="status">
      <Progress value={done} max={total || 1} label={what} className="w-24 max-sm:hidden" />
      <span className="tabular whitespace-nowrap">
        {what} {done} of {total}
      </span>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  )
}
