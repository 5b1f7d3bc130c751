import { reindexModules } from '@/lib/indexing/curation/reindex-modules'
import { followApproximate } from '@/lib/indexing/embedding/follow-approximate'
import { followEmbeddingForAWhile } from '@/lib/indexing/embedding/follow-embedding'
import { followDrift } from '@/lib/indexing/lexical/follow-drift'
import { embedMessages } from '@/lib/indexing/messages/embed-messages'
import { findQueryPatterns } from '@/lib/indexing/patterns/find-query-patterns'
import type { JobName, JobPayload } from '@/lib/indexing/queue/job-payloads'
import { relateModules } from '@/lib/indexing/related/relate-modules'
import { followSummaries } from '@/lib/indexing/summaries/follow-summaries'
import { countChunkUsage } from '@/lib/indexing/usage/count-chunk-usage'
import { snapshotGrounding } from '@/lib/indexing/usage/snapshot-grounding'
import { removeLeftChunks } from '@/lib/indexing/versions/remove-left-chunks'
import { compareAnswers } from '@/lib/services/answer-comparisons/compare-answers'
import { endComparison } from '@/lib/services/answer-comparisons/rows/stored-comparison'
import { checkChange } from '@/lib/services/change-requests/checking/check-change'
import { endTemporary } from '@/lib/services/conversations/end-temporary'
import { purgeConversations } from '@/lib/services/conversations/purge-conversations'
import { writeSummaries } from '@/lib/services/conversations/summaries/write-summaries'
import { sendMails } from '@/lib/services/mail/send-mails'
import { readFacts } from '@/lib/services/profiles/reading/read-facts'
import { applyRetention } from '@/lib/services/retention/apply-retention'

/**
 * What a job is done with. It may run again after it was cut off anywhere, so it must come to the same end; between
 * batches it looks at `signal` and lets others have their turn.
 */
type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, context: { signal: AbortSignal }) => Promise<void>

export type JobHandlers = { [Name in JobName]: JobHandler<Name> }

export const JOB_HANDLERS: JobHandlers = {
  'follow-drift': ({ workspaceId }, { signal }) => followDrift(workspaceId, signal),
  'reindex-modules': ({ workspaceId }, { signal }) => reindexModules(workspaceId, signal),
  'remove-chunks': ({ workspaceId }, { signal }) => removeLeftChunks(workspaceId, signal),
  'follow-embedding': ({ workspaceId }, { signal }) => followEmbeddingForAWhile(workspaceId, signal),
  'follow-approximate': ({ workspaceId }, { signal }) => followApproximate(workspaceId, signal),
  'relate-modules': ({ workspaceId }, { signal }) => relateModules(workspaceId, signal),
  'count-chunk-usage': ({ workspaceId }, { signal }) => countChunkUsage(workspaceId, signal),
  'find-query-patterns': ({ workspaceId }) => findQueryPatterns(workspaceId),
  'follow-summaries': ({ workspaceId }, { signal }) => followSummaries(workspaceId, signal),
  'write-conversation-summaries': (where, { signal }) => writeSummaries(where, signal),
  'read-facts': (said, { signal }) => readFacts(said, signal),
  'embed-messages': (where, { signal }) => embedMessages(where, signal),
  'end-temporary': ({ workspaceId }) => endTemporary(workspaceId),
  'purge-conversations': ({ workspaceId }, { signal }) => purgeConversations(workspaceId, signal),
  'apply-retention': ({ workspaceId }, { signal }) => applyRetention(workspaceId, signal),
  'snapshot-grounding': ({ workspaceId }) => snapshotGrounding(workspaceId),
  'compare-answers': (where, { signal }) => compareAnswers(where, signal),
  'check-change': (where, { signal }) => checkChange(where, signal),
  'send-mails': ({ workspaceId }, { signal }) => sendMails(workspaceId, signal),
}

/** Tells whoever waits for a job that it will not be tried again. */
export type GiveUpHandlers = {
  [Name in JobName]?: (payload: JobPayload<Name>, reason: string) => Promise<void>
}

export const GIVE_UP_HANDLERS: GiveUpHandlers = {
  'compare-answers': ({ workspaceId, comparisonId }, error) =>
    endComparison(workspaceId, comparisonId, { status: 'failed', error }),
}
