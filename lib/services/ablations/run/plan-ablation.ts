import { LIMITS } from '@/lib/schemas/limits'
import type { Baseline } from './stored-ablation'

type PlannedModule = {
  moduleId: string
  /** Places of the queries whose search met it: no other context can change without it. */
  queries: number[]
  /** Contexts that it is sent in, and its tokens in all of them. */
  sentIn: number
  tokens: number
}

/** What is composed without which module: all of a module's contexts one after the other, the most tokens first. */
export type AblationPlan = {
  modules: PlannedModule[]
  /** Modules that were met and are not left out: the last ones, beyond the limit. */
  notTried: number
  /** Places in `modules` and of the query, as they are composed. */
  pairs: { module: number; query: number }[]
}

export function planAblation(baselines: Baseline[], maxContexts: number = LIMITS.ablationContexts): AblationPlan {
  const met = new Map<string, PlannedModule>()
  for (const [query, baseline] of baselines.entries()) {
    for (const moduleId of baseline.met) {
      const module = met.get(moduleId) ?? { moduleId, queries: [], sentIn: 0, tokens: 0 }
      met.set(moduleId, module)
      module.queries.push(query)
      const sent = baseline.sent.find((each) => each.moduleId === moduleId)
      if (!sent) continue
      module.sentIn++
      module.tokens += sent.tokens
    }
  }
  const all = [...met.values()].sort(
    (x, y) => y.tokens - x.tokens || y.queries.length - x.queries.length || (x.moduleId < y.moduleId ? -1 : 1),
  )
  const pairs: AblationPlan['pairs'] = []
  let tried = 0
  for (const { queries } of all) {
    if (pairs.length + queries.length > maxContexts) break
    for (const query of queries) pairs.push({ module: tried, query })
    tried++
  }
  return { modules: all.slice(0, tried), notTried: all.length - tried, pairs }
}
