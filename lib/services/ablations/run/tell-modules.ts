import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import type { AblatedContextDto, AblatedModuleDto, AblationDto } from '@/lib/schemas/query-sets/ablation'
import { planAblation } from './plan-ablation'
import type { AblationChange, Baseline } from './stored-ablation'

type Found = {
  querySetId: string
  releaseId: string
  done: number
  baselines: Baseline[]
  changes: AblationChange[]
  /** Of modules that there are, by id. */
  names: ReadonlyMap<string, string>
}

/** What a query set is like without each module; none before every query was composed with all of them. */
export function tellModules(found: Found): Pick<AblationDto, 'modules' | 'notTried'> {
  const { baselines, changes, done } = found
  if (done <= baselines.length) return { modules: [], notTried: 0 }
  const { modules, notTried, pairs } = planAblation(baselines)
  const tried = pairs.slice(0, done - baselines.length)
  const triedOf = new Map<number, number>()
  for (const { module } of tried) triedOf.set(module, (triedOf.get(module) ?? 0) + 1)
  const changesOf = Map.groupBy(changes, ({ moduleId }) => moduleId)
  const told = modules.flatMap(({ moduleId, queries, sentIn, tokens }, at): AblatedModuleDto[] => {
    const composed = triedOf.get(at) ?? 0
    if (composed === 0) return []
    const contexts = (changesOf.get(moduleId) ?? [])
      .map((change) => tellContext(found, change))
      .sort((x, y) => y.broken.length - x.broken.length || freedOf(y) - freedOf(x) || (x.queryId < y.queryId ? -1 : 1))
    return [
      {
        moduleId,
        name: found.names.get(moduleId) ?? moduleId,
        ...{ met: queries.length, sentIn, tokens, isDone: composed === queries.length },
        freed: sum(contexts, freedOf),
        broken: sum(contexts, ({ broken }) => broken.length),
        mended: sum(contexts, ({ mended }) => mended.length),
        recall: meanRecall(baselines, contexts),
        better: contexts.filter(isBetterWithout).length,
        contexts,
      },
    ]
  })
  return { modules: told, notTried }
}

function tellContext({ querySetId, releaseId, baselines }: Found, change: AblationChange): AblatedContextDto {
  const { moduleId, queryId, inputTokens, labels, ...told } = change
  const baseline = baselines.find((each) => each.queryId === queryId)
  const before = baseline?.labels ?? null
  const side = { id: querySetId, isNow: false, pins: null, excludes: null, query: queryId, release: releaseId }
  return {
    ...told,
    queryId,
    query: baseline?.text ?? queryId,
    inputTokens: { a: baseline?.inputTokens ?? null, b: inputTokens },
    labels:
      labels && before
        ? { recall: { a: before.recall, b: labels.recall }, sent: { a: before.sent, b: labels.sent } }
        : null,
    a: formatComparedSide(side),
    b: formatComparedSide({ ...side, excludes: [moduleId] }),
  }
}

/** Where one of the two cannot be composed, nothing is freed. */
function freedOf({ inputTokens: { a, b } }: AblatedContextDto): number {
  return a === null || b === null ? 0 : a - b
}

function isBetterWithout({ labels }: AblatedContextDto): boolean {
  return labels !== null && (labels.recall.b > labels.recall.a || labels.sent.b > labels.sent.a)
}

/** A query that stays as it is counts with what it has. */
function meanRecall(baselines: Baseline[], contexts: AblatedContextDto[]): AblatedModuleDto['recall'] {
  const labelled = baselines.flatMap(({ queryId, labels }) => (labels ? [{ queryId, recall: labels.recall }] : []))
  if (labelled.length === 0) return null
  const without = new Map(contexts.map(({ queryId, labels }) => [queryId, labels?.recall.b]))
  return {
    a: sum(labelled, ({ recall }) => recall) / labelled.length,
    b: sum(labelled, ({ queryId, recall }) => without.get(queryId) ?? recall) / labelled.length,
  }
}

function sum<T>(items: T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
