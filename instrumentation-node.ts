import { workerSlot } from '@/lib/services/jobs/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.__loadoutStartWorker = async () => {
  const { startWorker } = await import('@/lib/services/jobs/start-worker')
  return startWorker()
}
