import { queueJob } from '@/lib/indexing/queue/queue-job'
import { queueFollowEmbedding } from '@/lib/services/embeddings/queue-follow-embedding'
import { queueRelateModules } from '@/lib/services/related-modules/queue-relate-modules'

/** Has what is worked out from a release follow a change of it, in the background. */
export function followRelease(workspaceId: string): void {
  const singletonKey = 'workspace'
  void queueJob('follow-drift', { workspaceId }, { singletonKey })
  void queueFollowEmbedding(workspaceId)
  void queueJob('follow-summaries', { workspaceId }, { singletonKey })
  void queueRelateModules(workspaceId)
}
