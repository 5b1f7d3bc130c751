import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { hasTextEnding, isDocument } from '@/lib/schemas/modules/module-path'

const MAX_NAMED = 10

const ONLY_TEXT = 'markdown and plain text are imported'

/**
 * Names files that were not imported, since they are neither markdown nor plain text, or a license and its like.
 * Documents come first, with what can be done about them.
 */
export function describeLeftOut(paths: string[]): ModuleProblem {
  const documents = paths.filter(isDocument)
  const sorted = [...documents, ...paths.filter((path) => !isDocument(path))]
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : ''
  const named = sorted.slice(0, MAX_NAMED).join(', ')
  const why = paths.some(hasTextEnding) ? `${ONLY_TEXT}, and no licenses and files for programs` : ONLY_TEXT
  const [first] = documents
  const toConvert =
    first === undefined
      ? ''
      : ` To import ${documents.length === 1 ? first : `documents such as ${first}`}, save ${documents.length === 1 ? 'it' : 'them'} as markdown or plain text.`
  return { message: `Left out, since only ${why}: ${named}${more}.${toConvert}`, severity: 'warning' }
}
