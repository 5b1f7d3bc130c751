import { prisma } from '@/lib/db/client'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { log } from '@/lib/log'
import { findRequired } from './find-required'

/** What is edited part after part is checked once. */
const AFTER_SECONDS = 3

/**
 * Has the required query sets be run for an open change request that has changed, or whose target has. It never rejects.
 * @returns whether a job was queued: none is for a request that waits for no set, nor beside one that waits
 */
export async function queueCheckChange(workspaceId: string, number: number): Promise<boolean> {
  try {
    const release = await prisma.release.findUnique({
      where: {
        workspaceId_changeNumber: { workspaceId, changeNumber: number },
        change: { status: 'open', fillingTotal: null },
      },
      select: { id: true },
    })
    const required = release ? await findRequired(prisma, workspaceId, release.id) : []
    if (required.length === 0) return false
  } catch (error) {
    log('error', 'a job was not queued', { name: 'check-change' }, error)
    return false
  }
  const options = { singletonKey: `${number}`, startAfterSeconds: AFTER_SECONDS }
  return queueJob('check-change', { workspaceId, number }, options)
}
