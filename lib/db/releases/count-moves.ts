import type { Transaction } from '../transaction'

/** A version that comes into a release (1) or goes out of it (−1). */
export type Move = { moduleId: string; version: number; sign: 1 | -1 }

/**
 * Keeps chunk count, total length and term statistics of a release right, and of those based on it: where one of them has an
 * entry of its own for a module, what it differs by changes the other way round. Languages are only added: a query is looked
 * for in the word forms of one that no text is in any more, too, and finds nothing by them. Call it after `bumpRevision`, while
 * the versions' rows are as they were counted, or will be.
 */
export async function countMoves(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  moves: Move[],
): Promise<void> {
  if (moves.length === 0) return
  await addToState(tx, workspaceId, releaseId, moves)
  await addTermChange(tx, workspaceId, releaseId, moves)
  for (const [derivedId, hidden] of await findHidden(tx, workspaceId, releaseId, moves)) {
    await addToState(tx, workspaceId, derivedId, hidden)
    await addTermChange(tx, workspaceId, derivedId, hidden)
  }
}

/** The moves that releases based on this one do not follow, turned round, by release. */
async function findHidden(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  moves: Move[],
): Promise<Map<string, Move[]>> {
  const entries = await tx.releaseEntry.findMany({
    where: {
      workspaceId,
      moduleId: { in: moves.map(({ moduleId }) => moduleId) },
      release: { baseId: releaseId },
    },
    select: { releaseId: true, moduleId: true },
    orderBy: { releaseId: 'asc' },
  })
  const hidden = new Map<string, Move[]>()
  for (const entry of entries) {
    const turned = moves
      .filter(({ moduleId }) => moduleId === entry.moduleId)
      .map((move): Move => ({ ...move, sign: move.sign === 1 ? -1 : 1 }))
    hidden.set(entry.releaseId, [...(hidden.get(entry.releaseId) ?? []), ...turned])
  }
  return hidden
}

async function addToState(tx: Transaction, workspaceId: string, releaseId: string, moves: Move[]): Promise<void> {
  const moved = JSON.stringify(moves)
  await tx.$executeRaw`
    UPDATE "ReleaseState" s
    SET "chunkCount" = s."chunkCount" + c.count, "totalLength" = s."totalLength" + c.length,
      "moduleCount" = s."moduleCount" + i.count, "moduleTotalLength" = s."moduleTotalLength" + i.length,
      "languages" = ARRAY(
        SELECT l.name FROM (
          SELECT unnest(s."languages") AS name
          UNION
          SELECT unnest(i."termLanguages")
          FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int)
          CROSS JOIN LATERAL (
            SELECT i."termLanguages" FROM "ModuleIndex" i
            WHERE i."workspaceId" = ${workspaceId} AND i."moduleId" = m."moduleId" AND i."version" = m."version"
            OFFSET 0
          ) i
          WHERE m.sign > 0
        ) l ORDER BY l.name COLLATE "C"
      )
    FROM (
      SELECT COALESCE(sum(m.sign * k."chunkCount"), 0) AS count, COALESCE(sum(m.sign * k."totalLength"), 0) AS length
      FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int)
      JOIN "ChunkedVersion" k
        ON k."workspaceId" = ${workspaceId} AND k."moduleId" = m."moduleId" AND k."version" = m."version"
    ) c, (
      SELECT COALESCE(sum(m.sign), 0) AS count, COALESCE(sum(m.sign * round(i."length")), 0) AS length
      FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int)
      JOIN "ModuleIndex" i
        ON i."workspaceId" = ${workspaceId} AND i."moduleId" = m."moduleId" AND i."version" = m."version"
    ) i
    WHERE s."workspaceId" = ${workspaceId} AND s."releaseId" = ${releaseId}`
}

/** One row, however many terms: counting each term where it stands would keep an import's transactions long. */
async function addTermChange(tx: Transaction, workspaceId: string, releaseId: string, moves: Move[]): Promise<void> {
  await tx.$executeRaw`
    WITH moved AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(moves)}::json) AS m("moduleId" text, "version" int, sign int)
    )
    INSERT INTO "TermChange" ("workspaceId", "releaseId", "id", "termIds", "chunkChanges", "moduleChanges")
    SELECT ${workspaceId}, ${releaseId}, gen_random_uuid()::text, array_agg(d.id ORDER BY d.id),
      array_agg(d.chunks ORDER BY d.id), array_agg(d.modules ORDER BY d.id)
    FROM (
      SELECT t.id, sum(t.chunks)::int AS chunks, sum(t.modules)::int AS modules
      FROM (
        SELECT c.id, m.sign * c.chunks AS chunks, 0 AS modules
        FROM moved m
        JOIN "ChunkedVersion" k
          ON k."workspaceId" = ${workspaceId} AND k."moduleId" = m."moduleId" AND k."version" = m."version"
        CROSS JOIN LATERAL unnest(k."termIds", k."termChunks") AS c(id, chunks)
        UNION ALL
        SELECT unnest(i."termIds"), 0, m.sign
        FROM moved m
        JOIN "ModuleIndex" i
          ON i."workspaceId" = ${workspaceId} AND i."moduleId" = m."moduleId" AND i."version" = m."version"
      ) t
      GROUP BY t.id HAVING sum(t.chunks) <> 0 OR sum(t.modules) <> 0
    ) d
    HAVING count(*) > 0`
}
