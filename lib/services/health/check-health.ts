import { listProcesses } from '@/lib/db/keep-running'
import { checkDatabase } from '@/lib/db/start/check-database'
import type { HealthDto } from '@/lib/schemas/workspaces/health'
import packageJson from '@/package.json' with { type: 'json' }
import { eventLoopDelay } from './delay/event-loop'

/** Open to all, so it says what works and nothing else. Answers at once, whatever else is being done. */
export async function checkHealth(): Promise<HealthDto> {
  const { version } = packageJson
  const processes = Object.entries(listProcesses()).map(([name, { pid: _, ...state }]) => ({ name, ...state }))
  const state = { version, processes, eventLoop: eventLoopDelay() }
  try {
    return { status: 'ok', ...state, database: await checkDatabase() }
  } catch {
    return { status: 'failing', ...state, failing: 'database' }
  }
}
