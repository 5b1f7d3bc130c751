import { AppError } from '@/lib/errors'
import { type ModuleProblem, TEXT_REFUSALS } from '@/lib/schemas/modules/module'
import type { FileToParse, ParsedText } from '@/lib/texts/tasks/text-tasks'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/** UTF-16 units that one thread is given at a time: for each small file of its own, telling it would cost more. */
const BATCH_SIZE = 64 * 1024

export type ParsedFile = ParsedText | { problem: ModuleProblem }

/**
 * Parses files off the event loop. A file that is not parsed in time, or takes all memory, has a problem instead; the
 * others are parsed all the same.
 * @returns one for each file, in their order
 * @throws AppError UNAVAILABLE when too many texts wait already
 */
export async function parseFiles(workspaceId: string, files: FileToParse[]): Promise<ParsedFile[]> {
  const total = files.reduce((sum, { source }) => sum + source.length, 0)
  const parsed = await Promise.all(toBatches(files).map((batch) => parseBatch(workspaceId, batch, total)))
  return parsed.flat()
}

async function parseBatch(workspaceId: string, files: FileToParse[], total: number): Promise<ParsedFile[]> {
  const size = files.reduce((sum, { source }) => sum + source.length, 0)
  try {
    return await workOnText('parseAll', { files }, { workspaceId, urgency: 'import', size, total })
  } catch (error) {
    const problem = toTextProblem(error)
    if (!problem) throw error
    if (files.length === 1) return [{ problem }]
    // which of them it was
    return (await Promise.all(files.map((file) => parseBatch(workspaceId, [file], total)))).flat()
  }
}

/** What to say of a file whose text was given up; undefined for errors that are not the text's. */
export function toTextProblem(error: unknown): ModuleProblem | undefined {
  if (!(error instanceof AppError) || error.code !== 'LIMIT_EXCEEDED') return undefined
  const code = TEXT_REFUSALS.find((each) => each === error.data.reason)
  return code && { code, message: error.message, severity: 'error' }
}

function toBatches(files: FileToParse[]): FileToParse[][] {
  const batches: FileToParse[][] = []
  let room = 0
  for (const file of files) {
    if (batches.length === 0 || file.source.length > room) {
      batches.push([])
      room = BATCH_SIZE
    }
    batches.at(-1)?.push(file)
    room -= file.source.length
  }
  return batches
}
