import type { ModuleProblem } from '../module'
import { hasTextEnding } from '../module-path'

const MAX_NAMED = 10

const ONLY_TEXT = 'markdown and plain text are imported'

/** Names files that were not imported, since they are neither markdown nor plain text, or a license and its like. */
export function describeLeftOut(paths: string[]): ModuleProblem {
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : ''
  const named = paths.slice(0, MAX_NAMED).join(', ')
  const why = paths.some(hasTextEnding) ? `${ONLY_TEXT}, and no licenses and files for programs` : ONLY_TEXT
  return { message: `Left out, since only ${why}: ${named}${more}.`, severity: 'warning' }
}
