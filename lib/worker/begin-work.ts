import { whenAvailable } from '@/lib/db/job-connection'
import { queueReindex } from '@/lib/indexing/curation/reindex-modules'
import { queueMissingSummaries } from '@/lib/indexing/summaries/queue-missing-summaries'
import { queueLeftChunksOfAll } from '@/lib/indexing/versions/remove-left-chunks'
import { queueComparisonsOfAll } from '@/lib/services/answer-comparisons/run/queue-comparisons'
import { queuePurgeOfAll } from '@/lib/services/conversations/deleted/queue-purge'
import { queueMailsOfAll } from '@/lib/services/inbox/notices/queue-mails'
import { queueRetentionOfAll } from '@/lib/services/retention/rules/queue-retention'
import { startWorker, type Worker } from './start-worker'

/** Starts to work off background jobs, those too that an upgrade makes due. Waits while the database does not answer. */
export async function beginWork(): Promise<Worker> {
  const worker = await startWorker()
  await whenAvailable(queueReindex)
  await whenAvailable(queueLeftChunksOfAll)
  await whenAvailable(queueMissingSummaries)
  await whenAvailable(queueRetentionOfAll)
  await whenAvailable(queuePurgeOfAll)
  await whenAvailable(queueMailsOfAll)
  await whenAvailable(queueComparisonsOfAll)
  return worker
}
