import { prisma } from '@/lib/db/client'

const FLUSH_AFTER_MS = 1_000

type Counts = Map<string, number>
const pending = new Map<string, Counts>()
let timer: ReturnType<typeof setTimeout> | null = null
let writing = Promise.resolve()

/**
 * Counts modules as chosen into a context. It returns at once; counts are written together a moment later, and a write
 * that fails loses statistics, nothing else.
 */
export async function recordChosen(workspaceId: string, moduleIds: string[]): Promise<void> {
  const counts = pending.get(workspaceId) ?? new Map<string, number>()
  for (const id of new Set(moduleIds)) counts.set(id, (counts.get(id) ?? 0) + 1)
  pending.set(workspaceId, counts)
  timer ??= setTimeout(() => {
    flushChosen().catch(() => undefined)
  }, FLUSH_AFTER_MS).unref()
}

/** Writes what was counted so far, after what is being written already. */
export function flushChosen(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  writing = writing.catch(() => undefined).then(writePending)
  return writing
}

/** @throws what the first that could not be written said, when the others are written */
async function writePending(): Promise<void> {
  const batches = [...pending]
  pending.clear()
  let firstError: unknown
  for (const [workspaceId, counts] of batches) {
    await writeCounts(workspaceId, counts).catch((error) => {
      firstError ??= error
    })
  }
  if (firstError !== undefined) throw firstError
}

async function writeCounts(workspaceId: string, counts: Counts): Promise<void> {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, times]) => ({ id, times }))
  await prisma.$executeRaw`
    INSERT INTO "AccessStatistic" ("workspaceId", "moduleId", "timesChosen", "lastAccessedAt")
    SELECT m."workspaceId", m."id", r.times, now()
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, times int)
    JOIN "Module" m ON m."workspaceId" = ${workspaceId} AND m."id" = r.id
    ORDER BY m."id"
    ON CONFLICT ("workspaceId", "moduleId") DO UPDATE SET
      "timesChosen" = "AccessStatistic"."timesChosen" + EXCLUDED."timesChosen", "lastAccessedAt" = now()`
}
