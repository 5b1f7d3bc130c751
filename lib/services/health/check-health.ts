import { checkDatabase } from '@/lib/db/check-database'
import packageJson from '@/package.json' with { type: 'json' }

export type HealthDto =
  | { status: 'ok'; version: string; database: { kind: 'embedded' | 'postgres'; latencyMs: number } }
  | { status: 'failing'; version: string; failing: 'database' }

/** Open to all, so it says what works and nothing else. */
export async function checkHealth(): Promise<HealthDto> {
  const { version } = packageJson
  try {
    return { status: 'ok', version, database: await checkDatabase() }
  } catch {
    return { status: 'failing', version, failing: 'database' }
  }
}
