import { prisma } from '@/lib/db/client'
import { NOISE_KINDS } from '@/lib/engine'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { cleanerPreviewSchema, previewCleanerSchema } from '@/lib/schemas/modules/cleaner'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/**
 * What the cleaner would leave out of a module's newest version, by the workspace's setting unless another is given.
 * @throws AppError NOT_FOUND
 */
export const previewCleaner = verb({
  name: 'previewCleaner',
  scope: 'read',
  effect: 'read',
  input: previewCleanerSchema,
  output: cleanerPreviewSchema,
  run: async ({ workspaceId }, { id, leftOut }) => {
    const { latestVersion: version } = await readModule(workspaceId, id)
    const found = await prisma.moduleVersion.findUnique({
      where: { workspaceId_moduleId_version: { workspaceId, moduleId: id, version } },
      select: { body: true },
    })
    const body = found?.body ?? ''
    const keptNoise = leftOut ? NOISE_KINDS.filter((kind) => !leftOut.includes(kind)) : await readKeptNoise(workspaceId)
    const work = { workspaceId, urgency: 'person', size: body.length } as const
    return { id, version, ...(await workOnText('previewNoise', { body, keptNoise }, work)) }
  },
})
