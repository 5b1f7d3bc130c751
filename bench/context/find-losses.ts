import type { Candidate, ComposedContext } from '@/lib/engine'
import { sentOf } from './compose-at'
import { type ContextTask, rateTask, type Sent } from './rate-task'

/**
 * Why a composition lacks what answers where the same tokens filled from the search hold it: what the trace says of the
 * chunks without which the filled ones would hold less. Nothing where the composition holds as much.
 *
 * @param filled chunks of `ranked`, as the search found them
 */
export function findLosses(
  task: ContextTask,
  ranked: Candidate[],
  filled: Sent[],
  composed: ComposedContext,
): string[] {
  const held = rateTask(task, filled)
  if (rateTask(task, sentOf(composed)) >= held) return []
  const deciding = filled.filter((each) => rateTask(task, filled.toSpliced(filled.indexOf(each), 1)) < held)
  const reasons = deciding.flatMap((sent) => {
    const chunk = ranked.find(({ module, startOffset, endOffset }) => {
      return module.moduleId === sent.documentId && startOffset === sent.start && endOffset === sent.end
    })
    const traced = composed.trace.candidates.find(({ chunkId }) => chunkId === chunk?.chunkId)
    return traced?.fate === 'dropped' ? [traced.reason] : []
  })
  return reasons.length > 0 ? [...new Set(reasons)] : ['no chunk alone']
}
