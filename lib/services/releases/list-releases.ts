import { listReleasesSchema, releaseListSchema } from '@/lib/schemas/release'
import { verb } from '@/lib/services/verb'
import { readReleases } from './read-releases'

/** All releases of the workspace, production first. */
export const listReleases = verb({
  name: 'listReleases',
  scope: 'read',
  effect: 'read',
  input: listReleasesSchema,
  output: releaseListSchema,
  run: async ({ workspaceId }) => {
    const items = await readReleases(workspaceId)
    return { items, total: items.length, nextCursor: null }
  },
})
