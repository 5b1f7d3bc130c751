import { formatPercent } from '@/components/ui/format-number'
import type { PolicyChange } from './policy-fields'

const toText = (value: number | undefined, isPercent: boolean) =>
  value === undefined ? 'none' : isPercent ? formatPercent(value) : String(value)

export function ChangeList({ changes }: { changes: PolicyChange[] }) {
  if (changes.length === 0) return null
  return (
    <ul aria-label="Changes" className="flex max-h-24 flex-wrap gap-x-4 gap-y-1 overflow-y-auto text-xs">
      {changes.map(({ path, label, from, to, isPercent }) => (
        <li key={path}>
          <span className="text-fg-muted">{label}</span>{' '}
          <span className="tabular">
            <del className="text-fg-faint">{toText(from, isPercent)}</del> → {toText(to, isPercent)}
          </span>
        </li>
      ))}
    </ul>
  )
}
