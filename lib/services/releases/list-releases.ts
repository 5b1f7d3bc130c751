import { listReleasesSchema, releaseListSchema } from '@/lib/schemas/releases/release'
import { verb } from '@/lib/services/verb'
import { readReleases } from './rows/read-releases'

/** The releases of the workspace, production first; those of change requests and tried drafts where they are asked for. */
export const listReleases = verb({
  name: 'listReleases',
  scope: 'read',
  effect: 'read',
  input: listReleasesSchema,
  output: releaseListSchema,
  run: async ({ workspaceId }, { changes }) => {
    const items = await readReleases(workspaceId, {
      momentAt: null,
      ...(changes === 'with' ? {} : { changeNumber: null, draftOf: null }),
    })
    return { items, total: items.length, nextCursor: null }
  },
})
