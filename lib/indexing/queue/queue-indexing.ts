import { queueJob } from './queue-job'

const WORKSPACE = { singletonKey: 'workspace' }
/** Several changes in a row are followed once. */
const RELATE_AFTER_SECONDS = 5
const REMOVE_AFTER_SECONDS = 5
/** What is learned from compositions is learned this much later, from all that came by then. */
const LEARN_AFTER_SECONDS = 20
/** A process queues learning at most this often. */
const LEARN_PAUSE_MS = 60_000

const queuedLearningAt = new Map<string, number>()

/** Queues all that is worked out from a release, after a change of it. */
export function queueIndexing(workspaceId: string): void {
  void queueJob('follow-drift', { workspaceId }, WORKSPACE)
  void queueFollowEmbedding(workspaceId)
  void queueJob('follow-summaries', { workspaceId }, WORKSPACE)
  void queueRelateModules(workspaceId)
  void queueRemoveChunks(workspaceId)
}

/** Queues that chunks are removed whose versions are gone or never came; it never rejects. */
export function queueRemoveChunks(workspaceId: string, startAfterSeconds = REMOVE_AFTER_SECONDS): Promise<boolean> {
  return queueJob('remove-chunks', { workspaceId }, { ...WORKSPACE, startAfterSeconds })
}

/** Queues the care for the workspace's embeddings; it never rejects. */
export function queueFollowEmbedding(workspaceId: string, startAfterSeconds = 0): Promise<boolean> {
  return queueJob('follow-embedding', { workspaceId }, { ...WORKSPACE, startAfterSeconds })
}

/** Queues the care for the approximate indexes of a server Postgres; it never rejects. */
export function queueFollowApproximate(workspaceId: string, startAfterSeconds = 0): Promise<boolean> {
  return queueJob('follow-approximate', { workspaceId }, { ...WORKSPACE, startAfterSeconds })
}

/** Queues new lists of related modules; it never rejects. */
export function queueRelateModules(workspaceId: string): Promise<boolean> {
  return queueJob('relate-modules', { workspaceId }, { ...WORKSPACE, startAfterSeconds: RELATE_AFTER_SECONDS })
}

/** Queues what is learned from the log of compositions, after one was added; costs nothing but once a minute. */
export function queueLearning(workspaceId: string): void {
  const now = performance.now()
  if (now - (queuedLearningAt.get(workspaceId) ?? Number.NEGATIVE_INFINITY) < LEARN_PAUSE_MS) return
  queuedLearningAt.set(workspaceId, now)
  const options = { ...WORKSPACE, startAfterSeconds: LEARN_AFTER_SECONDS }
  void queueJob('count-chunk-usage', { workspaceId }, options)
  void queueJob('find-query-patterns', { workspaceId }, options)
}
