import { memo } from 'react'
import { cn } from '@/components/ui/cn'
import { REASON_WORDS } from '@/lib/engine'
import type { StageItem } from './stage'

type StageRowProps = {
  item: StageItem
  stage: number
  row: number
  /** Score of the stage's best candidate: what the bar is drawn against. */
  best: number
  isActive: boolean
  isSelected: boolean
  isTabStop: boolean
  /** The reason stands in place of the module. */
  tellsReason: boolean
  height: number
  onHover: (key: string) => void
  onSelect: (key: string) => void
}

export const StageRow = memo(function StageRow(props: StageRowProps) {
  const { item, stage, row, best, isActive, isSelected, isTabStop, tellsReason, height, onHover, onSelect } = props
  const { key, title, subtitle, rank, score, figure, reason } = item
  const share = best > 0 && score !== undefined ? Math.max(0, score / best) : 0
  const second = tellsReason ? REASON_WORDS[reason] : subtitle ? title : ''
  return (
    <li style={{ height }} className="py-0.5">
      <button
        type="button"
        data-stage={stage}
        data-row={row}
        data-key={key}
        tabIndex={isTabStop || isSelected ? 0 : -1}
        aria-pressed={isSelected}
        onClick={() => onSelect(key)}
        onFocus={() => onHover(key)}
        onPointerEnter={() => onHover(key)}
        className={cn(
          'relative flex h-full w-full items-center gap-2 overflow-hidden rounded-md border bg-background px-2 text-left text-xs focus-visible:-outline-offset-1',
          isActive && 'border-accent bg-accent/8',
          !item.isSelected && 'text-fg-muted',
          tellsReason && !item.isSelected && 'border-dashed',
        )}
      >
        <span className="tabular w-4 shrink-0 text-right text-fg-faint">{rank ?? '–'}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{subtitle || title}</span>
          <span className="flex gap-1 text-fg-faint">
            <span className="min-w-0 flex-1 truncate">{second}</span>
            {figure !== '' && <span className="tabular shrink-0">{figure}</span>}
          </span>
        </span>
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5">
          <span className="block h-full bg-fg-faint/50" style={{ width: `${100 * Math.min(1, share)}%` }} />
        </span>
      </button>
    </li>
  )
})
