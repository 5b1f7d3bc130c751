import { cn } from '@/components/ui/cn'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { ORIGIN_META, type Origin, OriginLabel } from '@/components/ui/origin'
import { SECTION_NAMES, type Usage } from '@/lib/engine'

export type BarPart = { origin: Origin; tokens: number }

/** The window's parts in the order in which they are laid out; what is left over is not a part. */
export function usedParts(usage: Usage): BarPart[] {
  return [
    ...SECTION_NAMES.map((origin) => ({ origin, tokens: usage.sections[origin].used })),
    { origin: 'reserve', tokens: usage.reservedForResponse },
  ]
}

export function allocatedParts(usage: Usage): BarPart[] {
  return [
    ...SECTION_NAMES.map((origin) => ({ origin, tokens: usage.sections[origin].allocated })),
    { origin: 'reserve', tokens: usage.reservedForResponse },
  ]
}

type SectionBarProps = { parts: BarPart[]; contextWindow: number; label: string; className?: string }

/** One bar over the whole window; parts are told apart by color and pattern, and named for screen readers. */
export function SectionBar({ parts, contextWindow, label, className }: SectionBarProps) {
  const words = parts.map(({ origin, tokens }) => `${ORIGIN_META[origin].label} ${formatNumber(tokens)}`).join(', ')
  return (
    <div
      role="img"
      aria-label={`${label}: ${words} of ${formatNumber(contextWindow)} tokens`}
      className={cn('flex h-4 w-full overflow-hidden rounded-[3px] bg-muted', className)}
    >
      {parts.map(
        ({ origin, tokens }) =>
          tokens > 0 && (
            <div
              key={origin}
              data-origin={origin}
              title={`${ORIGIN_META[origin].label}: ${formatNumber(tokens)} tokens (${formatPercent(tokens / contextWindow)})`}
              style={{ width: `${(100 * tokens) / contextWindow}%` }}
              className={cn(
                'origin-fill h-full min-w-px transition-[width] duration-150',
                origin === 'reserve' && 'order-last ml-auto',
              )}
            />
          ),
      )}
    </div>
  )
}

export function SectionLegend({ parts }: { parts: BarPart[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1" aria-label="Legend">
      {parts.map(({ origin, tokens }) => (
        <li key={origin} className="flex items-center gap-1.5 text-xs">
          <OriginLabel origin={origin} className="text-xs" />
          <span className="tabular text-fg-muted">{formatNumber(tokens)}</span>
        </li>
      ))}
    </ul>
  )
}
