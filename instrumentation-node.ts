import { workerSlot } from '@/lib/services/jobs/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.__loadoutStartWorker = async () => {
  const [{ startWorker }, { queueMissingSummaries }] = await Promise.all([
    import('@/lib/services/jobs/start-worker'),
    import('@/lib/services/summaries/queue-missing-summaries'),
  ])
  const worker = await startWorker()
  await queueMissingSummaries()
  return worker
}
