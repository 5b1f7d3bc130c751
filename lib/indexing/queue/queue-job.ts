import { sendJob } from '@/lib/db/job-queue'
import { log } from '@/lib/log'
import { newId } from '@/lib/new-id'
import { JOB_PAYLOADS, type JobName, type JobPayload } from './job-payloads'
import { wakeWorker } from './wake-worker'

export type QueueOptions = {
  /** Of the jobs of one name, workspace and key at most one waits (while another may run). Default: none is left out. */
  singletonKey?: string
  /** Default 0. */
  startAfterSeconds?: number
}

/**
 * Puts a background job into the queue. Call it after the commit of what it is about, outside of transactions: it never
 * rejects, because what was committed stands; a job that could not be stored is reported on stderr.
 * @returns false when an equal one waits already, or it could not be stored.
 */
export async function queueJob<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  { singletonKey, startAfterSeconds = 0 }: QueueOptions = {},
): Promise<boolean> {
  try {
    const data = { name, payload: JOB_PAYLOADS[name].parse(payload) }
    const key = singletonKey === undefined ? newId('job') : `${name} ${payload.workspaceId} ${singletonKey}`
    const id = await sendJob(data, { singletonKey: key, startAfter: startAfterSeconds })
    wakeWorker(startAfterSeconds)
    return id !== null
  } catch (error) {
    log('error', 'a job was not queued', { name }, error)
    return false
  }
}
