import { formatNumber } from '@/components/ui/format-number'
import type { UndoneImportDto } from '@/lib/schemas/past-import'

const MAX_NAMED = 20

/** What undoing an import did, and by name what it left alone. */
export function Undone({ changed, unchanged, failed }: UndoneImportDto) {
  const count = changed.length + unchanged.length
  return (
    <div className="space-y-2 text-sm">
      <p>
        {formatNumber(count)} {count === 1 ? 'module' : 'modules'} as before the import. What it created is archived,
        or, as a draft, discarded.
      </p>
      {failed.length > 0 && (
        <>
          <p>Left as they are:</p>
          <ul className="text-fg-muted text-xs">
            {failed.slice(0, MAX_NAMED).map(({ id, message }) => (
              <li key={id}>
                <span className="font-mono">{id}</span>: {message}
              </li>
            ))}
            {failed.length > MAX_NAMED && <li>and {formatNumber(failed.length - MAX_NAMED)} more</li>}
          </ul>
        </>
      )}
    </div>
  )
}
