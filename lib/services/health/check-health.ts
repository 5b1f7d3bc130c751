import { checkDatabase } from '@/lib/db/check-database'
import { listProcesses } from '@/lib/db/keep-running'
import type { HealthDto } from '@/lib/schemas/health'
import packageJson from '@/package.json' with { type: 'json' }

/** Open to all, so it says what works and nothing else. */
export async function checkHealth(): Promise<HealthDto> {
  const { version } = packageJson
  const processes = Object.entries(listProcesses()).map(([name, { pid: _, ...state }]) => ({ name, ...state }))
  try {
    return { status: 'ok', version, database: await checkDatabase(), processes }
  } catch {
    return { status: 'failing', version, failing: 'database', processes }
  }
}
