import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { makeSummaries } from '@/lib/indexing/summaries/make-summaries'
import { readVersionText } from '@/lib/indexing/summaries/read-version-text'
import { storeSummaries } from '@/lib/indexing/summaries/store-summaries'
import { summarizedSchema, summarizeVersionSchema } from '@/lib/schemas/modules/summary'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'

/**
 * Makes the summaries of a version now, of the newest one unless another is named, by what the workspace chose.
 * @throws AppError NOT_FOUND; CONFLICT when its curation changed meanwhile; what the provider answers when it does not.
 */
export const summarizeVersion = verb({
  name: 'summarizeVersion',
  scope: 'write',
  effect: 'write',
  input: summarizeVersionSchema,
  output: summarizedSchema,
  run: async ({ workspaceId }, { id, version }) => {
    const { latestVersion } = await readModule(workspaceId, id)
    const number = version ?? latestVersion
    const text = await readVersionText(workspaceId, id, number)
    if (!text) {
      throw new AppError('NOT_FOUND', `There is no version ${number} of “${id}”.`, {
        entity: 'moduleVersion',
        id,
        version,
      })
    }
    const state = await prisma.workspaceSettings.findUnique({ where: { workspaceId }, select: { summaryModel: true } })
    const modelId = state?.summaryModel ?? null
    const summaries = await makeSummaries(workspaceId, text, modelId)
    const { overlayVersion } = text
    const stored = await storeSummaries(workspaceId, [
      { moduleId: id, version: number, overlayVersion, modelId, summaries },
    ])
    if (stored === 0)
      throw new AppError('CONFLICT', 'The chunks were curated meanwhile. Try again.', { entity: 'module', id })
    return { id, version: number, summaries: summaries.length }
  },
})
