import { cn } from './cn'

type ProgressProps = { value: number; max: number; label: string; className?: string }

export function Progress({ value, max, label, className }: ProgressProps) {
  const percent = max === 0 ? 0 : Math.min(100, (value / max) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={cn('h-1.5 shrink-0 overflow-hidden rounded-full bg-muted', className)}
    >
      <div className="h-full bg-accent-fill transition-[width]" style={{ width: `${percent}%` }} />
    </div>
  )
}
