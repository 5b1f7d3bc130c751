import { type LucideIcon, X } from 'lucide-react'
import { cn } from './cn'

type ChipProps = {
  icon: LucideIcon
  /** What is done with it, before its name. */
  word: string
  name: string
  removeLabel: string
  onRemove: () => void
  className?: string
}

/** Something that was chosen, to be taken back. */
export function Chip({ icon: Icon, word, name, removeLabel, onRemove, className }: ChipProps) {
  return (
    <span
      className={cn(
        'flex h-6 w-fit max-w-full items-center gap-1 rounded-md border bg-surface pl-1.5 text-xs',
        className,
      )}
    >
      <Icon className="size-3 shrink-0 text-fg-muted" aria-hidden />
      <span className="shrink-0 text-fg-muted">{word}</span>
      <span className="truncate font-medium">{name}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-md text-fg-muted hover:bg-muted hover:text-fg"
      >
        <X className="size-3" aria-hidden />
      </button>
    </span>
  )
}
