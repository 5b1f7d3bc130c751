import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import type { VersionInput } from '@/lib/texts/tasks/text-tasks'
import { prepareOnThread } from '@/lib/texts/threads/cut-text'
import type { Urgency } from '@/lib/texts/threads/fair-queue'

/**
 * Starts to prepare versions, so that what is ready can be stored, and others are answered, meanwhile.
 * @returns a promise for each, which fails as `prepareOnThread` does
 */
export function prepareVersions(
  workspaceId: string,
  inputs: VersionInput[],
  urgency: Urgency,
): Promise<PreparedVersion>[] {
  const total = inputs.reduce((sum, { file }) => sum + file.body.length, 0)
  return inputs.map((input) => {
    const size = input.file.body.length
    const prepared = prepareOnThread(input, { workspaceId, urgency, size, total })
    // prevents an unhandled rejection: the caller awaits each promise in order
    prepared.catch(() => undefined)
    return prepared
  })
}
