import { cn } from '@/components/ui/cn'
import { formatCompact } from '@/components/ui/format-number'

/** Round marks over the window, four to eight of them. */
function marksOf(contextWindow: number): number[] {
  const power = 10 ** Math.floor(Math.log10(contextWindow))
  const step = [power / 5, power / 2, power, 2 * power].find((size) => contextWindow / size <= 8) ?? 2 * power
  const marks: number[] = []
  for (let mark = 0; mark < contextWindow * 0.9; mark += step) marks.push(mark)
  return marks
}

export function WindowRuler({ contextWindow }: { contextWindow: number }) {
  return (
    <div className="relative h-5 text-fg-faint text-xs" aria-hidden>
      {marksOf(contextWindow).map((mark, at) => (
        <span
          key={mark}
          // every other one where there is no room for all
          className={cn('tabular absolute border-line-strong border-l pl-1', at % 2 === 1 && 'max-sm:hidden')}
          style={{ left: `${(100 * mark) / contextWindow}%` }}
        >
          {formatCompact(mark)}
        </span>
      ))}
      <span className="tabular absolute right-0 bg-background pl-1">{formatCompact(contextWindow)}</span>
    </div>
  )
}
