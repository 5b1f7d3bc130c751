import { workerSlot } from '@/lib/services/jobs/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.__loadoutStartWorker = async () => {
  const [{ startWorker }, { queueMissingSummaries }, { queueReindex }] = await Promise.all([
    import('@/lib/services/jobs/start-worker'),
    import('@/lib/services/summaries/queue-missing-summaries'),
    import('@/lib/services/chunk-overlays/reindex-modules'),
  ])
  const worker = await startWorker()
  await queueReindex()
  await queueMissingSummaries()
  return worker
}
