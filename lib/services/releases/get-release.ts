import { getReleaseSchema, releaseDetailSchema } from '@/lib/schemas/releases/release'
import { verb } from '@/lib/services/verb'
import { readRelease } from './rows/read-release'

/** A release with what it differs from its base by. @throws AppError NOT_FOUND. */
export const getRelease = verb({
  name: 'getRelease',
  scope: 'read',
  effect: 'read',
  input: getReleaseSchema,
  output: releaseDetailSchema,
  run: async ({ workspaceId }, { id }) => readRelease(workspaceId, id),
})
