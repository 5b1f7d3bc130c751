import { processWide } from '@/lib/process-wide'

/**
 * Where the API's copy of the application leaves what is to be done ahead once the server answers: what runs and is kept
 * in another copy would have to run again.
 */
export const startSlot = processWide<{ openAhead?: (stopping: AbortSignal) => Promise<void> }>('start', () => ({}))
