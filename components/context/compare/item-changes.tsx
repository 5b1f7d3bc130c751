'use client'

import { ArrowLeftRight, Equal, type LucideIcon, Minus, PencilLine, Plus, Scissors } from 'lucide-react'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { sourceHref } from '@/components/context/source-href'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { CHANGES, type Change, type ContextComparison, type ItemChange } from '@/lib/engine'
import { CHANGE_WORDS, describeItem, formatDelta } from './compare-words'

const MARKS: Record<Change, { icon: LucideIcon; className: string }> = {
  in: { icon: Plus, className: 'text-success' },
  out: { icon: Minus, className: 'text-danger' },
  edited: { icon: PencilLine, className: 'text-warning' },
  cut: { icon: Scissors, className: 'text-warning' },
  moved: { icon: ArrowLeftRight, className: 'text-fg-muted' },
  same: { icon: Equal, className: 'text-fg-faint' },
}

/** What came in, went out, was edited, is cut differently or moved, each kind a filter; what is the same only when asked for. */
export function ItemChanges({ items, counts }: Pick<ContextComparison, 'items' | 'counts'>) {
  const [shown, setShown] = useQueryState('change', parseAsStringLiteral(CHANGES))
  const listed = items.filter(({ change }) => (shown ? change === shown : change !== 'same'))
  return (
    <>
      <ul aria-label="Kinds of change" className="flex flex-wrap gap-1 border-b p-2">
        {CHANGES.map((change) => (
          <li key={change}>
            <KindButton
              change={change}
              count={counts[change]}
              isChosen={change === shown}
              onChoose={(isChosen) => void setShown(isChosen ? change : null)}
            />
          </li>
        ))}
      </ul>
      {listed.length === 0 && (
        <p className="px-3 py-4 text-fg-muted text-sm">
          {shown ? `Nothing is ${CHANGE_WORDS[shown]}.` : 'The same parts are sent, in the same order.'}
        </p>
      )}
      <ul aria-label="What changed">
        {listed.map((item) => (
          <ItemRow key={item.key} item={item} />
        ))}
      </ul>
    </>
  )
}

type KindButtonProps = { change: Change; count: number; isChosen: boolean; onChoose: (isChosen: boolean) => void }

function KindButton({ change, count, isChosen, onChoose }: KindButtonProps) {
  const { icon: Icon, className } = MARKS[change]
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={count === 0}
      onClick={() => onChoose(!isChosen)}
      className={cn(
        'flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs hover:bg-muted disabled:text-fg-faint disabled:hover:bg-transparent',
        isChosen && 'border-line-strong bg-muted font-medium',
      )}
    >
      <Icon className={cn('size-3.5', count > 0 && className)} aria-hidden />
      {CHANGE_WORDS[change]}
      <span className="tabular">{formatNumber(count)}</span>
    </button>
  )
}

function ItemRow({ item }: { item: ItemChange }) {
  const { change, section, title, moduleId, a, b } = item
  const { icon: Icon, className } = MARKS[change]
  const { icon: Origin, label } = ORIGIN_META[section]
  const sent = (side: typeof a) => (side?.isSent ? side.tokens : 0)
  return (
    <li
      data-change={change}
      data-origin={section}
      className="grid grid-cols-[auto_1fr_auto] gap-x-2 border-b px-3 py-2"
    >
      <Icon className={cn('mt-0.5 size-3.5', className)} role="img" aria-label={CHANGE_WORDS[change]} />
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-1.5 text-sm">
          <span title={label} className="contents">
            <Origin className="origin-ink size-3.5 shrink-0" role="img" aria-label={label} />
          </span>
          {moduleId ? (
            <WorkspaceLink href={sourceHref(moduleId)} className="truncate underline-offset-2 hover:underline">
              {title}
            </WorkspaceLink>
          ) : (
            <span className="truncate">{title}</span>
          )}
        </p>
        <p className="text-fg-muted text-xs [overflow-wrap:anywhere]">{describeItem(item)}</p>
      </div>
      <span className="tabular whitespace-nowrap pt-0.5 text-right text-fg-muted text-xs">
        {change === 'same' || change === 'moved' ? formatNumber(sent(b)) : formatDelta(sent(a), sent(b))}
        <span className="sr-only"> tokens</span>
      </span>
    </li>
  )
}
