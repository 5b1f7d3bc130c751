import { Button } from '@/components/ui/button'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'

type RunningLineProps = {
  done: number
  total: number
  /** What is counted: one, and many. */
  unit: readonly [string, string]
  /** Missing for who may not. */
  onCancel?: (() => void) | undefined
  /** Of something that nobody goes on with. */
  onGoOn?: (() => void) | undefined
}

/** How far a run is, or the leaving out of modules, and its end. */
export function RunningLine({ done, total, unit: [one, many], onCancel, onGoOn }: RunningLineProps) {
  return (
    <div className="flex items-center gap-3" role="status">
      <Progress
        value={done}
        max={total}
        label={`${many.charAt(0).toUpperCase()}${many.slice(1)} that are done`}
        className="w-40"
      />
      <span className="tabular text-fg-muted text-sm">
        {formatNumber(done)} of {formatCount(total, one, many)}
      </span>
      {onCancel && (
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      )}
      {onGoOn && (
        <Button size="sm" onClick={onGoOn}>
          Go on
        </Button>
      )}
    </div>
  )
}
