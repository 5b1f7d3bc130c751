import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { giveWay } from '@/lib/give-way'
import { readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { openLikeness } from './open-likeness'

export const RELATED_MODULES = 5
/** Less alike than this is not related, 0–1. */
const MIN_SCORE = 0.15

/**
 * Brings the lists of related modules up to the release: those of modules that are new in it, those that named something
 * which has changed or left, and those that something new belongs into. Each list is replaced as a whole, so a run that
 * was cut off is simply done again.
 */
export async function relateModules(workspaceId: string, signal: AbortSignal): Promise<void> {
  const where = { workspaceId }
  const { relatedRevision } = await prisma.workspaceProgress.findUniqueOrThrow({
    where,
    select: { relatedRevision: true },
  })
  const { revision } = await prisma.workspaceState.findUniqueOrThrow({ where, select: { revision: true } })
  const { active } = await readLiveIndexes(prisma, workspaceId)
  const entered = await prisma.releaseEntry.findMany({
    where: { ...releaseOf(workspaceId), addedAtRevision: { gt: relatedRevision } },
    select: { moduleId: true },
    orderBy: { moduleId: 'asc' },
  })
  const changed = new Set(entered.map(({ moduleId }) => moduleId))
  const lists = await readLists(workspaceId)
  const outdated = await findOutdated(workspaceId, [...changed])
  if (changed.size + outdated.size > 0) await relate(workspaceId, signal, { changed, outdated, lists }, active.id)
  // an embedding that took over meanwhile asks for all of them again
  await prisma.workspaceProgress.updateMany({
    where: { workspaceId, relatedRevision },
    data: { relatedRevision: revision },
  })
}

async function relate(
  workspaceId: string,
  signal: AbortSignal,
  { changed, outdated, lists }: { changed: Set<string>; outdated: Set<string>; lists: Lists },
  indexId: string,
): Promise<void> {
  const scoresOf = await openLikeness({ ...releaseOf(workspaceId), indexId }, signal)
  for (const moduleId of changed) {
    signal.throwIfAborted()
    const scores = await scoresOf(moduleId)
    for (const [other, score] of scores) {
      const list = lists.get(other)
      const belongs = list === undefined || list.count < RELATED_MODULES || score >= list.least
      if (score >= MIN_SCORE && belongs) outdated.add(other)
    }
    await giveWay()
  }
  for (const moduleId of new Set([...changed, ...outdated])) {
    signal.throwIfAborted()
    await storeList(workspaceId, moduleId, await scoresOf(moduleId))
    await giveWay()
  }
}

type Lists = Map<string, { count: number; least: number }>

async function readLists(workspaceId: string): Promise<Lists> {
  const rows = await prisma.relatedModule.groupBy({
    by: ['moduleId'],
    where: { workspaceId },
    _count: { relatedId: true },
    _min: { score: true },
  })
  return new Map(rows.map((row) => [row.moduleId, { count: row._count.relatedId, least: row._min.score ?? 0 }]))
}

/** Modules whose list names one that has changed, or one that the release does not hold any more; and lists of such. */
async function findOutdated(workspaceId: string, changed: string[]): Promise<Set<string>> {
  const { releaseId } = releaseOf(workspaceId)
  const rows = await prisma.$queryRaw<{ moduleId: string }[]>`
    SELECT DISTINCT r."moduleId" FROM "RelatedModule" r
    WHERE r."workspaceId" = ${workspaceId} AND (
      r."relatedId" = ANY(${changed}::text[])
      OR NOT EXISTS (
        SELECT 1 FROM "ReleaseEntry" e WHERE e."workspaceId" = r."workspaceId"
          AND e."releaseId" = ${releaseId} AND e."moduleId" = r."relatedId" OFFSET 0
      )
      OR NOT EXISTS (
        SELECT 1 FROM "ReleaseEntry" e WHERE e."workspaceId" = r."workspaceId"
          AND e."releaseId" = ${releaseId} AND e."moduleId" = r."moduleId" OFFSET 0
      )
    )`
  return new Set(rows.map(({ moduleId }) => moduleId))
}

async function storeList(workspaceId: string, moduleId: string, scores: Map<string, number>): Promise<void> {
  const best = [...scores]
    .filter(([, score]) => score >= MIN_SCORE)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, RELATED_MODULES)
    .map(([relatedId, score], i) => ({ relatedId, score, rank: i + 1 }))
  await prisma.$transaction([
    prisma.relatedModule.deleteMany({ where: { workspaceId, moduleId } }),
    // a module may have been deleted meanwhile
    prisma.$executeRaw`
      INSERT INTO "RelatedModule" ("workspaceId", "moduleId", "relatedId", "rank", "score")
      SELECT ${workspaceId}, ${moduleId}, r."relatedId", r."rank", r."score"
      FROM json_to_recordset(${JSON.stringify(best)}::json) AS r("relatedId" text, "rank" int, "score" float8)
      JOIN "Module" m ON m."workspaceId" = ${workspaceId} AND m."id" = r."relatedId"
      WHERE EXISTS (SELECT 1 FROM "Module" o WHERE o."workspaceId" = ${workspaceId} AND o."id" = ${moduleId})`,
  ])
}
