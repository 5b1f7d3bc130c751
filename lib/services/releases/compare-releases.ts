import { releaseOf } from '@/lib/db/releases/release'
import { LIMITS } from '@/lib/schemas/limits'
import { compareReleasesSchema, releaseComparisonSchema } from '@/lib/schemas/releases/release'
import { verb } from '@/lib/services/verb'
import { findChanges, requireRelease } from './rows/read-releases'

/** What one release holds that another does not, module by module. @throws AppError NOT_FOUND. */
export const compareReleases = verb({
  name: 'compareReleases',
  scope: 'read',
  effect: 'read',
  input: compareReleasesSchema,
  output: releaseComparisonSchema,
  run: async ({ workspaceId }, { id, from }) => {
    const { releaseId: before } = releaseOf(workspaceId, from)
    await requireRelease(workspaceId, id)
    await requireRelease(workspaceId, before)
    const changes = await findChanges(workspaceId, before, id)
    return {
      items: changes.slice(0, LIMITS.changeEdits),
      total: changes.length,
      sameText: changes.filter(({ isSameText }) => isSameText).length,
    }
  },
})
