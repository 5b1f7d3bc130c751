import { workerSlot } from '@/lib/services/jobs/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.start = async () => (await import('@/lib/services/jobs/begin-work')).beginWork()
