import { z } from 'zod'
import { noteProcess } from '@/lib/db/keep-running'

const historySchema = z.object({
  restarts: z.int(),
  lastEndedAt: z.string().nullable(),
  lastReason: z.string().nullable(),
})
const NEVER = { restarts: 0, lastEndedAt: null, lastReason: null }

/** Lists this process as the server, with what the one that keeps it running says of those before; how many there were. */
export function noteServer(history = process.env.LOADOUT_SERVER_HISTORY): { restarts: number } {
  const before = history ? historySchema.parse(JSON.parse(history)) : NEVER
  noteProcess('server', { state: 'running', pid: process.pid, startedAt: new Date().toISOString(), ...before })
  return before
}
