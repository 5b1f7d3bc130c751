import type { UndoneImportDto } from '@/lib/schemas/imports/past-import'
import { andMore, describeUndone } from './import-words'

const MAX_NAMED = 20

/** What undoing an import did, and by name what it left alone. */
export function Undone({ changed, unchanged, failed }: UndoneImportDto) {
  return (
    <div className="space-y-2 text-sm">
      <p>{describeUndone({ changed, unchanged })}</p>
      {failed.length > 0 && (
        <>
          <p>Left as {failed.length === 1 ? 'it is' : 'they are'}:</p>
          <ul className="text-fg-muted text-xs">
            {failed.slice(0, MAX_NAMED).map(({ id, message }) => (
              <li key={id}>
                <span className="font-mono">{id}</span>: {message}
              </li>
            ))}
            {failed.length > MAX_NAMED && <li>{andMore(failed.length - MAX_NAMED)}</li>}
          </ul>
        </>
      )}
    </div>
  )
}
