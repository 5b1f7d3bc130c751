import { prisma } from '@/lib/db/client'
import { ablationRefSchema, ablationSchema } from '@/lib/schemas/query-sets/ablation'
import { loadModuleStates } from '@/lib/services/compose/rows/load-module-states'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'
import { verb } from '@/lib/services/verb'
import { ablationNotFound } from './run/find-ablation-summary'
import { ABLATION_SELECT, parseBaselines, parseChanges, toAblationSummary } from './run/stored-ablation'
import { tellModules } from './run/tell-modules'

/** An ablation with what it has found so far of each module. @throws AppError NOT_FOUND */
export const getAblation = verb({
  name: 'getAblation',
  scope: 'read',
  effect: 'read',
  input: ablationRefSchema,
  output: ablationSchema,
  run: async ({ workspaceId }, { id }) => {
    const row = await prisma.ablation.findFirst({
      where: { workspaceId, id, ...OF_KNOWN_SET },
      select: { ...ABLATION_SELECT, baselines: true, changes: true },
    })
    if (!row) throw ablationNotFound(id)
    const { baselines: storedBaselines, changes, ...ablation } = row
    const baselines = parseBaselines(storedBaselines)
    const ids = [...new Set(baselines.flatMap(({ met }) => met))]
    const states = await loadModuleStates(workspaceId, ablation.releaseId, ids)
    const names = new Map(states.map(({ moduleId, name }) => [moduleId, name]))
    return {
      ...toAblationSummary(ablation),
      contexts: baselines.length,
      inputTokens: baselines.reduce((sum, { inputTokens }) => sum + (inputTokens ?? 0), 0),
      ...tellModules({ ...ablation, baselines, changes: parseChanges(changes), names }),
    }
  },
})
