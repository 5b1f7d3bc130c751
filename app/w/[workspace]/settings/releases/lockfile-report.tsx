import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import type { Lockfile, LockfileVerificationDto } from '@/lib/schemas/releases/lockfile'

/** What differs between a lockfile and the workspace, in sentences. */
export function LockfileReport({ lockfile, report }: { lockfile: Lockfile; report: LockfileVerificationDto }) {
  const { problems, problemCount, missing, modules } = report
  const { release, workspace, loadout } = lockfile
  return (
    <div className="flex flex-col gap-2">
      <p className="text-fg-muted text-sm">
        {formatCount(modules, 'module')} of “{release.name || release.id}” in the workspace {workspace}, written by
        Loadout {loadout}.
      </p>
      <Notice tone={toneOf(report)} title={conclude(report)} />
      {problems.length > 0 && (
        <ul aria-label="What differs" className="max-h-64 list-disc space-y-1 overflow-y-auto pl-5 text-sm">
          {problems.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {problemCount > problems.length && (
        <p className="text-fg-muted text-sm">
          {formatCount(problemCount - problems.length, 'more difference')}, {missing} missing texts in all.
        </p>
      )}
    </div>
  )
}

function toneOf({ isReproducible, isComplete }: LockfileVerificationDto) {
  if (isReproducible) return 'success'
  return isComplete ? 'warning' : 'danger'
}

function conclude({ isReproducible, isComplete, missing, modules, problemCount }: LockfileVerificationDto): string {
  if (isReproducible) return 'This workspace gives the same contexts.'
  if (isComplete) {
    return `All texts are here. ${formatCount(problemCount, 'difference')} may change which of them are chosen.`
  }
  return `${missing} of ${formatCount(modules, 'text')} ${missing === 1 ? 'is' : 'are'} not here, so no release can be made of it.`
}
