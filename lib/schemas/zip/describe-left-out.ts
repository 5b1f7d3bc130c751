import type { ModuleProblem } from '../module'

const MAX_NAMED = 10

/** Names files that were not imported, since they are neither markdown nor plain text. */
export function describeLeftOut(paths: string[]): ModuleProblem {
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : ''
  const named = paths.slice(0, MAX_NAMED).join(', ')
  return { message: `Left out, since only markdown and plain text are imported: ${named}${more}.`, severity: 'warning' }
}
