import type { Transaction } from './transaction'

type ModuleVersionKey = { moduleId: string; version: number }

/** How many rows of term statistics one statement touches at most. */
const TERMS_PER_STATEMENT = 2_000

/**
 * Moves the production release: takes versions out, puts others in, and keeps term statistics, chunk count and total
 * length right. Call it after `bumpRevision`, whose lock makes the changes of one workspace follow one another.
 */
export async function changeRelease(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  change: { remove: ModuleVersionKey[]; add: ModuleVersionKey[] },
): Promise<void> {
  const moved = JSON.stringify([
    ...change.remove.map((key) => ({ ...key, sign: -1 })),
    ...change.add.map((key) => ({ ...key, sign: 1 })),
  ])
  if (change.remove.length > 0) {
    await tx.$executeRaw`
      DELETE FROM "ReleaseEntry" e
      USING json_to_recordset(${JSON.stringify(change.remove)}::json) AS r("moduleId" text, "version" int)
      WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId}
        AND e."moduleId" = r."moduleId" AND e."version" = r."version"`
  }
  if (change.add.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "ReleaseEntry" ("workspaceId", "releaseId", "moduleId", "version", "addedAtRevision")
      SELECT s."workspaceId", ${releaseId}, a."moduleId", a."version", s."revision"
      FROM "WorkspaceState" s, json_to_recordset(${JSON.stringify(change.add)}::json) AS a("moduleId" text, "version" int)
      WHERE s."workspaceId" = ${workspaceId}`
  }
  await tx.$executeRaw`
    UPDATE "WorkspaceState" s
    SET "chunkCount" = s."chunkCount" + c.count, "totalLength" = s."totalLength" + c.length,
      "moduleCount" = s."moduleCount" + i.count, "moduleTotalLength" = s."moduleTotalLength" + i.length
    FROM (
      SELECT COALESCE(sum(m.sign), 0) AS count, COALESCE(sum(m.sign * round(c."length")), 0) AS length
      FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int)
      JOIN "Chunk" c ON c."workspaceId" = ${workspaceId} AND c."moduleId" = m."moduleId" AND c."version" = m."version"
    ) c, (
      SELECT COALESCE(sum(m.sign), 0) AS count, COALESCE(sum(m.sign * round(i."length")), 0) AS length
      FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int)
      JOIN "ModuleIndex" i
        ON i."workspaceId" = ${workspaceId} AND i."moduleId" = m."moduleId" AND i."version" = m."version"
    ) i
    WHERE s."workspaceId" = ${workspaceId}`
  await changeTermStatistics(tx, workspaceId, moved, change.remove.length > 0)
}

async function changeTermStatistics(
  tx: Transaction,
  workspaceId: string,
  moved: string,
  hasRemoved: boolean,
): Promise<void> {
  const deltas = await tx.$queryRaw<{ id: number; chunks: number; modules: number }[]>`
    WITH moved AS (SELECT * FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int))
    SELECT t.id, sum(t.chunks)::int AS chunks, sum(t.modules)::int AS modules
    FROM (
      SELECT unnest(c."termIds") AS id, m.sign AS chunks, 0 AS modules
      FROM moved m
      JOIN "Chunk" c ON c."workspaceId" = ${workspaceId} AND c."moduleId" = m."moduleId" AND c."version" = m."version"
      UNION ALL
      SELECT unnest(i."termIds"), 0, m.sign
      FROM moved m
      JOIN "ModuleIndex" i
        ON i."workspaceId" = ${workspaceId} AND i."moduleId" = m."moduleId" AND i."version" = m."version"
    ) t
    GROUP BY t.id HAVING sum(t.chunks) <> 0 OR sum(t.modules) <> 0 ORDER BY t.id`
  for (let start = 0; start < deltas.length; start += TERMS_PER_STATEMENT) {
    const batch = deltas.slice(start, start + TERMS_PER_STATEMENT)
    const columns = [batch.map(({ id }) => id), batch.map(({ chunks }) => chunks), batch.map(({ modules }) => modules)]
    await tx.$executeRaw`
      INSERT INTO "TermStatistic" ("workspaceId", "termId", "documentFrequency", "moduleFrequency")
      SELECT ${workspaceId}, t.id, t.chunks, t.modules
      FROM unnest(${columns[0]}::int[], ${columns[1]}::int[], ${columns[2]}::int[]) AS t(id, chunks, modules)
      ON CONFLICT ("workspaceId", "termId") DO UPDATE SET
        "documentFrequency" = "TermStatistic"."documentFrequency" + EXCLUDED."documentFrequency",
        "moduleFrequency" = "TermStatistic"."moduleFrequency" + EXCLUDED."moduleFrequency"`
  }
  if (!hasRemoved) return
  const reduced = deltas.filter(({ chunks, modules }) => chunks < 0 || modules < 0).map(({ id }) => id)
  await tx.$executeRaw`
    DELETE FROM "TermStatistic"
    WHERE "workspaceId" = ${workspaceId} AND "termId" = ANY(${reduced}::int[])
      AND "documentFrequency" <= 0 AND "moduleFrequency" <= 0`
}
