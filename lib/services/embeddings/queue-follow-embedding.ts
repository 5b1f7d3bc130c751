import { queueJob } from '@/lib/indexing/queue/queue-job'

/** Lets the workspace's embeddings be looked after in the background, soon; it never rejects. */
export function queueFollowEmbedding(workspaceId: string, startAfterSeconds = 0): Promise<boolean> {
  return queueJob('follow-embedding', { workspaceId }, { singletonKey: 'workspace', startAfterSeconds })
}
