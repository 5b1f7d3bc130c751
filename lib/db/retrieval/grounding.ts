import type { ModuleSnapshot } from '@/lib/engine/vocabulary/types'
import { openCache } from '@/lib/measured-cache'
import type { Reader } from '../transaction'

type Grounding = ReadonlyMap<string, number>

const MAX_BYTES = 4 * 1024 * 1024
const ENTRY_BYTES = 120

const cache = openCache<Grounding>('grounding', { maxBytes: MAX_BYTES, sizeOf: ({ size }) => ENTRY_BYTES * (size + 1) })

/** The snapshot of how often answers cited each module, 0–1, as of a revision; it changes with revisions only. */
async function readGrounding(reader: Reader, workspaceId: string, revision: number): Promise<Grounding> {
  const key = `${workspaceId} ${revision}`
  const known = cache.get(key)
  if (known) return known
  const rows = await reader.$queryRaw<{ moduleId: string; grounding: number }[]>`
    SELECT "moduleId", "grounding" FROM "AccessStatistic"
    WHERE "workspaceId" = ${workspaceId} AND "grounding" IS NOT NULL`
  const grounding = new Map(rows.map((row) => [row.moduleId, row.grounding]))
  cache.set(key, grounding)
  return grounding
}

/** Versions are immutable and stay in memory; what answers made of a module is known per revision. */
export async function withGrounding(
  reader: Reader,
  { workspaceId, revision }: { workspaceId: string; revision: number },
  modules: ModuleSnapshot[],
): Promise<ModuleSnapshot[]> {
  const grounding = await readGrounding(reader, workspaceId, revision)
  return modules.map((module) => {
    const share = grounding.get(module.moduleId)
    return share === undefined ? module : { ...module, grounding: share }
  })
}
