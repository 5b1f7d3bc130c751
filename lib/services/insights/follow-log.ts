import { queueJob } from '@/lib/indexing/queue/queue-job'

/** What is learned from compositions is learned this much later, from all that came by then. */
const DELAY_SECONDS = 20
/** A process asks for it at most this often. */
const PAUSE_MS = 60_000

const askedAt = new Map<string, number>()

/** Has the log of compositions read again soon after one was added; costs nothing but once a minute. */
export function followLog(workspaceId: string): void {
  const now = performance.now()
  if (now - (askedAt.get(workspaceId) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS) return
  askedAt.set(workspaceId, now)
  const options = { singletonKey: 'workspace', startAfterSeconds: DELAY_SECONDS }
  void queueJob('count-chunk-usage', { workspaceId }, options)
  void queueJob('find-query-patterns', { workspaceId }, options)
}
