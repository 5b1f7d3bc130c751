import type { JobPayload } from '@/lib/indexing/queue/job-payloads'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { log } from '@/lib/log'
import { readProfileSettings } from '@/lib/services/profiles/rows/read-profile-settings'

/** Queues the reading of a message, if the workspace has chosen a model for it. Never rejects. */
export async function queueReadFacts(said: JobPayload<'read-facts'>): Promise<void> {
  try {
    const { isLearning, model } = await readProfileSettings(said.workspaceId)
    if (isLearning && model !== null) await queueJob('read-facts', said, { singletonKey: said.messageId })
  } catch (error) {
    log('error', 'a message was not given to a model to read', { messageId: said.messageId }, error)
  }
}
