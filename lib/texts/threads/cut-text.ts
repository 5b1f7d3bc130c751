import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import type { TextTaskInput, TooManyChunks, VersionInput } from '@/lib/texts/tasks/text-tasks'
import { type TextWork, workOnText } from './work-on-text'

/** @throws AppError as `workOnText`, and LIMIT_EXCEEDED with `reason: 'chunks'` for more than a module may have */
export async function prepareOnThread(input: VersionInput, work: TextWork): Promise<PreparedVersion> {
  return withinLimit(await workOnText('prepare', input, work))
}

/** As `prepareOnThread`, for the chunks alone. */
export async function chunkOnThread(input: TextTaskInput<'chunk'>, work: TextWork) {
  return withinLimit(await workOnText('chunk', input, work))
}

function withinLimit<Cut extends object>(cut: Cut | TooManyChunks): Cut {
  if (!('tooManyChunks' in cut)) return cut
  const limit = LIMITS.moduleChunks
  const actual = cut.tooManyChunks
  const [most, many] = [limit, actual].map((count) => count.toLocaleString('en'))
  const message = `The text makes ${many} chunks, and a module has at most ${most}. Split it into smaller modules.`
  throw new AppError('LIMIT_EXCEEDED', message, { reason: 'chunks', limit, actual })
}
