import { queueJob } from '@/lib/indexing/queue/queue-job'

/** What is edited part after part is checked once. */
const AFTER_SECONDS = 3

/** Has the required query sets be run for a change request whose edits have changed. It never rejects. */
export async function queueCheckChange(workspaceId: string, number: number): Promise<void> {
  const options = { singletonKey: `${number}`, startAfterSeconds: AFTER_SECONDS }
  await queueJob('check-change', { workspaceId, number }, options)
}
