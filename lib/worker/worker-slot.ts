import { processWide } from '@/lib/process-wide'
import type { Worker } from './start-worker'

/** Where the application leaves its worker for the process around it, which knows when to start and stop it. */
export const workerSlot = processWide<{ start?: () => Promise<Worker> }>('worker', () => ({}))
