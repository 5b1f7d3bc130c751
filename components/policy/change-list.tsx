import type { PolicyChange } from './policy-settings'

export function ChangeList({ changes }: { changes: PolicyChange[] }) {
  if (changes.length === 0) return null
  return (
    <ul aria-label="Changes" className="flex max-h-24 flex-wrap gap-x-4 gap-y-1 overflow-y-auto text-xs">
      {changes.map(({ path, label, from, to }) => (
        <li key={path} className="min-w-0 [overflow-wrap:anywhere]">
          <span className="text-fg-muted">{label}</span>{' '}
          <span className="tabular">
            <del className="text-fg-faint">{from}</del> → {to}
          </span>
        </li>
      ))}
    </ul>
  )
}
