import { workerSlot } from '@/lib/worker/worker-slot'

// loaded when it starts: nobody should wait for what jobs need
workerSlot.start = async () => (await import('@/lib/worker/begin-work')).beginWork()

// while the database starts, which is the longer wait
if (process.env.NODE_ENV === 'production') await (await import('@/lib/adapters/warm-up')).warmUp()
