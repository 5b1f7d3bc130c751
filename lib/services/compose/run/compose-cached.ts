import type { ComposeRequest, RetrievalPort, StepWatcher } from '@/lib/engine'
import { createEnginePorts, type PortOptions } from '@/lib/services/compose/engine/engine-ports'
import { type MetModules, noteMet } from '@/lib/services/compose/engine/note-met'
import { isLong, runCompose } from '@/lib/services/compose/engine/run-engine'
import { watchModels } from '@/lib/services/compose/engine/watch-models'
import type { SharedDetail } from '@/lib/services/compose/rows/store-composition'
import { cachedRetrieval } from './cached-retrieval'
import {
  compositionKey,
  findEarlier,
  findSame,
  keepEarlier,
  keepSame,
  noteQuestions,
  type Question,
  shareDetail,
  unrevisedKey,
} from './composition-caches'

export type RunOptions = PortOptions & {
  /** Is told each step as soon as it has ended. A composition from a cache has no steps. */
  watcher?: StepWatcher
  /** Is told the modules that the engine is shown. The composition is then taken from no cache. */
  met?: MetModules
  /** For who never calls `keep`: nothing that it rests on is noted. */
  isNotKept?: boolean
}

type CachedComposition = {
  composed: Awaited<ReturnType<typeof runCompose>>
  /** Whether every model answered in time. Only then another run gives the same context. */
  isComplete: boolean
  /** With an equal request that was composed before. */
  shared?: SharedDetail
  /** Call it with the release's revision as it is after composing, and the id that the detail is stored under. */
  keep: (stored: { revision: number | undefined; detailId: string }) => void
}

/** A composition to be cached. `questions` are missing if it came from the cache of earlier revisions. */
type Composition = { composed: CachedComposition['composed']; ms: number; questions?: Question[] | undefined }

/**
 * Composes, or takes the composition of an equal request from a cache. Keys hold the release's revision, which the
 * request has just read. So any number of servers can have caches of their own, and none is ever stale. After a change,
 * an earlier composition is taken if the library answers every question as before. A new composition is cached only if
 * every model answered and the revision is still the same afterwards: otherwise a part of it may be older than the
 * rest.
 */
export async function composeCached(
  request: ComposeRequest,
  { watcher, met, isNotKept = false, ...options }: RunOptions = {},
): Promise<CachedComposition> {
  const { workspaceId, releaseId, revision } = request
  const { ports, isComplete } = watchModels(await createEnginePorts(request, options))
  // no key for long requests: hashing megabytes takes longer than it saves. None with a profile: deleting it from the
  // database must delete all of it. None with vectors of turns: messages get theirs later, at the same revision
  const isKeyed = !isLong(request) && request.profile === undefined && !ports.turnVectors
  const key = isKeyed ? compositionKey(request, ports) : null
  if (key !== null && !met) {
    const known = findSame(key, request)
    if (known) return { ...known, isComplete: true, keep: ({ detailId }) => shareDetail(key, detailId) }
  }
  const embeddingModel = ports.embedding?.model ?? ''
  const retrieval = cachedRetrieval(ports.retrieval, { workspaceId, releaseId, revision, embeddingModel })
  const unrevised = key === null ? null : unrevisedKey(request, ports)
  const keepAll = ({ composed, ms, questions }: Composition): CachedComposition['keep'] => {
    const isWhole = isComplete()
    return ({ revision: after, detailId }) => {
      if (!isWhole || after !== revision) return
      retrieval.keep()
      if (key === null || unrevised === null) return
      keepSame(key, { composed, detailId, ms })
      // an entry of an earlier revision stays as it was composed
      if (questions) keepEarlier(unrevised, { composed, ms, questions })
    }
  }
  if (unrevised !== null && !met) {
    const earlier = await findEarlier(unrevised, request, retrieval.port)
    if (earlier) return { composed: earlier.composed, isComplete: true, keep: keepAll(earlier) }
  }
  const start = performance.now()
  const port = met ? noteMet(retrieval.port, met) : retrieval.port
  const noted: { port: RetrievalPort; questions?: Question[] } =
    unrevised === null || isNotKept ? { port } : noteQuestions(port)
  const composed = await runCompose(request, { ...ports, retrieval: noted.port, watcher })
  const keep = keepAll({ composed, questions: noted.questions, ms: performance.now() - start })
  const caches = [{ name: 'composition', hits: 0, misses: 1, savedMs: 0 }, retrieval.use]
  return { composed: { ...composed, trace: { ...composed.trace, caches } }, isComplete: isComplete(), keep }
}
