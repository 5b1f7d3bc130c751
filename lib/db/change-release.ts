import type { Transaction } from './transaction'

type ModuleVersionKey = { moduleId: string; version: number }

/**
 * Moves the production release: takes versions out, puts others in, and keeps chunk count, total length and term
 * statistics right. Call it after `bumpRevision`, whose lock makes the changes of one workspace follow one another.
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
      "moduleCount" = s."moduleCount" + i.count, "moduleTotalLength" = s."moduleTotalLength" + i.length,
      "languages" = ARRAY(
        SELECT l.name FROM (
          SELECT unnest(s."languages") AS name
          UNION
          SELECT unnest(v."termLanguages") FROM json_to_recordset(${JSON.stringify(change.add)}::json)
            AS m("moduleId" text, "version" int)
          CROSS JOIN LATERAL (
            SELECT v."termLanguages" FROM "ModuleVersion" v
            WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = m."moduleId" AND v."version" = m."version"
            OFFSET 0
          ) v
        ) l ORDER BY l.name COLLATE "C"
      )
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
  await recordTermChange(tx, workspaceId, moved)
}

/** One row, however many terms: counting each term where it stands would keep an import's transactions long. */
async function recordTermChange(tx: Transaction, workspaceId: string, moved: string): Promise<void> {
  await tx.$executeRaw`
    WITH moved AS (SELECT * FROM json_to_recordset(${moved}::json) AS m("moduleId" text, "version" int, sign int))
    INSERT INTO "TermChange" ("workspaceId", "id", "termIds", "chunkChanges", "moduleChanges")
    SELECT ${workspaceId}, gen_random_uuid()::text, array_agg(d.id ORDER BY d.id),
      array_agg(d.chunks ORDER BY d.id), array_agg(d.modules ORDER BY d.id)
    FROM (
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
      GROUP BY t.id HAVING sum(t.chunks) <> 0 OR sum(t.modules) <> 0
    ) d
    HAVING count(*) > 0`
}
