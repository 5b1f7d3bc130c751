import type { Worker } from './start-worker'

/** Where the application leaves its worker for the process around it, which knows when to start and stop it. */
export const workerSlot = globalThis as typeof globalThis & { __loadoutStartWorker?: () => Promise<Worker> }
