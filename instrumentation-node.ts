import { workerSlot } from '@/lib/services/jobs/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.start = async () => (await import('@/lib/services/jobs/begin-work')).beginWork()

// while the database starts, which is the longer wait
if (process.env.NODE_ENV === 'production') await (await import('@/lib/adapters/warm-up')).warmUp()
