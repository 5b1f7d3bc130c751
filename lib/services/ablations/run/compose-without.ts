import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import type { Actor } from '@/lib/services/actor'
import { noMetModules } from '@/lib/services/compose/engine/note-met'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import type { CheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { compareOutcomes } from '@/lib/services/query-sets/checks/compare-outcomes'
import type { AblationChange, Baseline } from './stored-ablation'

type Result = Awaited<ReturnType<typeof checkQuery>>

/** A query with all its modules, and which of them it met. */
export async function composeBaseline(
  actor: Actor,
  query: CheckedQuery,
  state: CheckedState,
): Promise<{ baseline: Baseline; revision: number | undefined }> {
  const noted = noMetModules()
  const { result, composed, revision } = await checkQuery(actor, query, state, { met: noted })
  const chosen = composed?.prepared.candidates.map(({ module }) => module.moduleId) ?? noted.standing
  const sent = new Map<string, number>()
  for (const { moduleId, tokens } of composed?.trace.spans ?? []) {
    if (moduleId !== undefined) sent.set(moduleId, (sent.get(moduleId) ?? 0) + tokens)
  }
  const baseline = {
    queryId: query.id,
    text: query.text,
    inputTokens: result.inputTokens ?? null,
    contextHash: result.contextHash ?? null,
    prefixHash: result.prefixHash ?? null,
    statuses: result.outcomes.map(({ status }) => status),
    labels: labelsOf(result),
    met: [...new Set([...noted.found, ...chosen])].sort(),
    sent: [...sent].map(([moduleId, tokens]) => ({ moduleId, tokens })),
  }
  return { baseline, revision }
}

/** The same query without a module: what differs, or nothing. */
export async function composeWithout(
  actor: Actor,
  { query, moduleId, baseline }: { query: CheckedQuery; moduleId: string; baseline: Baseline },
  state: CheckedState,
): Promise<{ change: AblationChange | null; revision: number | undefined }> {
  // “the same prefix as before” means: as with the module
  const earlierPrefixes = new Map(baseline.prefixHash === null ? [] : [[query.id, baseline.prefixHash]])
  const { result, revision } = await checkQuery(actor, query, { ...state, earlierPrefixes }, { excludes: [moduleId] })
  const checks = compareOutcomes({ outcomes: baseline.statuses.map((status) => ({ status })) }, result)
  const labels = labelsOf(result)
  const isSame =
    (result.contextHash ?? null) === baseline.contextHash &&
    checks.broken.length + checks.mended.length === 0 &&
    labels?.recall === baseline.labels?.recall &&
    labels?.sent === baseline.labels?.sent
  if (isSame) return { change: null, revision }
  const { inputTokens = null, error = null } = result
  return { change: { moduleId, queryId: query.id, inputTokens, ...checks, labels, error }, revision }
}

function labelsOf({ metrics }: Result['result']): Baseline['labels'] {
  return metrics ? { recall: metrics.recall, sent: metrics.sent } : null
}
