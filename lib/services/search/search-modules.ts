import { type Candidate, OFFLINE_MODEL_ID, type PolicySettings, resolveModel } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { type SearchResultsDto, searchModulesSchema, searchResultsSchema } from '@/lib/schemas/contexts/search'
import { createEnginePorts } from '@/lib/services/compose/engine/engine-ports'
import { runSearch } from '@/lib/services/compose/engine/run-engine'
import { verb } from '@/lib/services/verb'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { chooseResults } from './results/choose-results'
import { watchLeftOut } from './results/left-out'

const DEFAULT_LIMIT = 10
/** Fusing and reranking gain from candidates beyond those that are returned. */
const CANDIDATES_PER_RESULT = 2

/** The release's chunks for a query, best first: fused and reranked, without floor, MMR, collapsing or budget; and the modules left out. */
export const searchModules = verb({
  name: 'searchModules',
  scope: 'read',
  effect: 'read',
  input: searchModulesSchema,
  output: searchResultsSchema,
  run: async ({ workspaceId }, { query, limit = DEFAULT_LIMIT, filters, release }) => {
    const { revision, releaseId, policy } = await readRequestState(workspaceId, undefined, release)
    const request = {
      id: newId('search'),
      workspaceId,
      revision,
      releaseId,
      day: new Date().toISOString().slice(0, 10),
      query,
      model: resolveModel(OFFLINE_MODEL_ID),
      policy: { ...policy, settings: widened(policy.settings, limit) },
      layout: policy.settings.format.layout,
      turns: [],
      summaries: [],
      pins: [],
      excludes: [],
      ...(filters ? { filters } : {}),
    }
    const ports = await createEnginePorts(request)
    const { retrieval, nameLeftOut } = watchLeftOut(ports.retrieval)
    const candidates = await runSearch(request, { ...ports, retrieval })
    const chosen = chooseResults(candidates, limit, ({ module }) => module.moduleId)
    return { results: chosen.flatMap(toResult), leftOut: await nameLeftOut() }
  },
})

function widened(settings: PolicySettings, limit: number): PolicySettings {
  const { retrieval } = settings
  const atLeast = limit * CANDIDATES_PER_RESULT
  return {
    ...settings,
    retrieval: {
      ...retrieval,
      moduleLimit: Math.max(retrieval.moduleLimit, atLeast),
      chunkLimit: Math.max(retrieval.chunkLimit, atLeast),
    },
  }
}

function toResult(candidate: Candidate): SearchResultsDto['results'] {
  const { module, chunkId, headingPath, text, edits, startOffset, endOffset, signals, scores } = candidate
  if (chunkId === undefined) return []
  const { final = 0, ...others } = signals
  const { moduleId, version, name } = module
  const result = { moduleId, version, chunkId, moduleName: name, headingPath, text, startOffset, endOffset }
  return [{ ...result, ...(edits ? { edits } : {}), score: final, scores: { ...scores, ...others } }]
}
