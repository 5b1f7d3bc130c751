import { cn } from './cn'
import { formatCompact, formatNumber } from './format-number'

type TokensProps = { value: number; isCompact?: boolean; hasUnit?: boolean; className?: string }

/** A token count in tabular figures; the exact number shows on hover where it is shortened. */
export function Tokens({ value, isCompact, hasUnit, className }: TokensProps) {
  const text = isCompact ? formatCompact(value) : formatNumber(value)
  return (
    <span className={cn('tabular', className)} title={isCompact ? `${formatNumber(value)} tokens` : undefined}>
      {text}
      {hasUnit && <span className="font-sans tracking-normal"> {value === 1 ? 'token' : 'tokens'}</span>}
    </span>
  )
}
