import type { JobName, JobPayload } from '@/lib/indexing/queue/job-payloads'
import { reindexModules } from '@/lib/services/chunk-overlays/reindex-modules'
import { followEmbeddingForAWhile } from '@/lib/services/embeddings/follow-embedding'
import { countChunkUsage } from '@/lib/services/insights/count-chunk-usage'
import { followDrift } from '@/lib/services/modules/follow-drift'
import { snapshotGrounding } from '@/lib/services/modules/snapshot-grounding'
import { findQueryPatterns } from '@/lib/services/query-templates/find-query-patterns'
import { relateModules } from '@/lib/services/related-modules/relate-modules'
import { followSummaries } from '@/lib/services/summaries/follow-summaries'

/**
 * What a job is done with. It may run again after it was cut off anywhere, so it must come to the same end; between
 * batches it looks at `signal` and lets others have their turn.
 */
export type JobHandler<Name extends JobName> = (
  payload: JobPayload<Name>,
  context: { signal: AbortSignal },
) => Promise<void>

export type JobHandlers = { [Name in JobName]: JobHandler<Name> }

export const JOB_HANDLERS: JobHandlers = {
  'follow-drift': ({ workspaceId }, { signal }) => followDrift(workspaceId, signal),
  'reindex-modules': ({ workspaceId }, { signal }) => reindexModules(workspaceId, signal),
  'follow-embedding': ({ workspaceId }, { signal }) => followEmbeddingForAWhile(workspaceId, signal),
  'relate-modules': ({ workspaceId }, { signal }) => relateModules(workspaceId, signal),
  'count-chunk-usage': ({ workspaceId }, { signal }) => countChunkUsage(workspaceId, signal),
  'find-query-patterns': ({ workspaceId }) => findQueryPatterns(workspaceId),
  'follow-summaries': ({ workspaceId }, { signal }) => followSummaries(workspaceId, signal),
  'snapshot-grounding': ({ workspaceId }) => snapshotGrounding(workspaceId),
}
