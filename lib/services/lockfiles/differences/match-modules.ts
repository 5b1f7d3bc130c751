import { Prisma } from '@/lib/db/generated/client'
import type { Reader } from '@/lib/db/transaction'
import type { LockedModule } from '@/lib/schemas/releases/lockfile'
import { readLockedModules } from './read-locked'

export type Match = {
  locked: LockedModule
  /** The version here with the text of the locked one; null where there is none. */
  version: number | null
  hasSameChunks: boolean
  /** The newest version of the module here; 0 where it is not here. */
  latestVersion: number
}

/** Their rows are read and matched in some milliseconds, so that others get a turn between two batches. */
const MODULES_PER_BATCH = 250

/**
 * Finds the version with the text of each locked one, whatever its number: with the same chunks before others, then with
 * the same number, then the newest.
 */
export async function matchModules(reader: Reader, workspaceId: string, modules: LockedModule[]): Promise<Match[]> {
  const matches: Match[] = []
  for (let at = 0; at < modules.length; at += MODULES_PER_BATCH) {
    matches.push(...(await matchBatch(reader, workspaceId, modules.slice(at, at + MODULES_PER_BATCH))))
  }
  return matches
}

async function matchBatch(reader: Reader, workspaceId: string, modules: LockedModule[]): Promise<Match[]> {
  const wanted = JSON.stringify(modules.map(({ id, sha256 }) => ({ id, sha256 })))
  const withText = Prisma.sql`(
    SELECT v."moduleId", v."version"
    FROM json_to_recordset(${wanted}::json) AS w("id" text, "sha256" text)
    JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = w."id"
      AND v."contentHash" = w."sha256" AND v."version" > 0
  )`
  const found = Map.groupBy(await readLockedModules(reader, workspaceId, withText), ({ id }) => id)
  const latest = await readLatestVersions(reader, workspaceId, wanted)
  return modules.map((locked) => {
    const rank = ({ chunks, version }: LockedModule) =>
      (chunks === locked.chunks ? 2 : 0) + (version === locked.version ? 1 : 0)
    const best = (found.get(locked.id) ?? []).toSorted((a, b) => rank(b) - rank(a))[0]
    return {
      locked,
      version: best?.version ?? null,
      hasSameChunks: best?.chunks === locked.chunks,
      latestVersion: latest.get(locked.id) ?? 0,
    }
  })
}

async function readLatestVersions(reader: Reader, workspaceId: string, wanted: string): Promise<Map<string, number>> {
  const rows = await reader.$queryRaw<{ id: string; latestVersion: number }[]>`
    SELECT m."id", m."latestVersion" FROM json_to_recordset(${wanted}::json) AS w("id" text)
    JOIN "Module" m ON m."workspaceId" = ${workspaceId} AND m."id" = w."id"`
  return new Map(rows.map(({ id, latestVersion }) => [id, latestVersion]))
}
