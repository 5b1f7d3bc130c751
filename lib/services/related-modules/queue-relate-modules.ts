import { queueJob } from '@/lib/indexing/queue/queue-job'

/** Several changes in a row are followed once. */
const RELATE_AFTER_SECONDS = 5

/** Lets the lists of related modules follow in the background, soon; it never rejects. */
export function queueRelateModules(workspaceId: string): Promise<boolean> {
  const options = { singletonKey: 'workspace', startAfterSeconds: RELATE_AFTER_SECONDS }
  return queueJob('relate-modules', { workspaceId }, options)
}
