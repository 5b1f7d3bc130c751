-- What the chunks of a version stand under, so that they can be there before it, and what statistics count of them: it
-- was counted from tens of thousands of rows whenever a version came into a release or left it.
CREATE TABLE "ChunkedVersion" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "chunkCount" INTEGER NOT NULL,
    "totalLength" DOUBLE PRECISION NOT NULL,
    "termIds" INTEGER[],
    "termChunks" INTEGER[],

    CONSTRAINT "ChunkedVersion_pkey" PRIMARY KEY ("workspaceId","moduleId","version")
);

-- Repeated until it returns null:
WITH counted AS (
  INSERT INTO "ChunkedVersion" ("workspaceId", "moduleId", "version", "chunkCount", "totalLength", "termIds", "termChunks")
  SELECT v."workspaceId", v."moduleId", v."version", c.count, c.length, t.ids, t.chunks
  FROM (
    SELECT v."workspaceId", v."moduleId", v."version" FROM "ModuleVersion" v
    WHERE NOT EXISTS (
      SELECT 1 FROM "ChunkedVersion" k
      WHERE k."workspaceId" = v."workspaceId" AND k."moduleId" = v."moduleId" AND k."version" = v."version"
    )
    LIMIT 500
  ) v
  CROSS JOIN LATERAL (
    SELECT count(*) AS count, COALESCE(sum(round(c."length")), 0) AS length FROM "Chunk" c
    WHERE c."workspaceId" = v."workspaceId" AND c."moduleId" = v."moduleId" AND c."version" = v."version"
  ) c
  CROSS JOIN LATERAL (
    SELECT COALESCE(array_agg(t.id ORDER BY t.id), '{}') AS ids, COALESCE(array_agg(t.chunks ORDER BY t.id), '{}') AS chunks
    FROM (
      SELECT t.id, count(*)::int AS chunks FROM "Chunk" c CROSS JOIN LATERAL unnest(c."termIds") AS t(id)
      WHERE c."workspaceId" = v."workspaceId" AND c."moduleId" = v."moduleId" AND c."version" = v."version"
      GROUP BY t.id
    ) t
  ) t
  RETURNING 1
)
SELECT CASE WHEN count(*) > 0 THEN (
  (SELECT count(*) FROM "ChunkedVersion") + count(*) || ' of ' || (SELECT count(*) FROM "ModuleVersion")
    || ' versions have the terms of their chunks counted'
) END AS "progress" FROM counted;

-- another runner may have asked once
DO $$ BEGIN
  ASSERT NOT EXISTS (
    SELECT "workspaceId", "moduleId", "version" FROM "ModuleVersion"
    EXCEPT SELECT "workspaceId", "moduleId", "version" FROM "ChunkedVersion"
  ), 'some versions are not counted yet';
END $$;

ALTER TABLE "ChunkedVersion" ADD CONSTRAINT "ChunkedVersion_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ModuleVersion" ADD CONSTRAINT "ModuleVersion_workspaceId_moduleId_version_fkey" FOREIGN KEY ("workspaceId", "moduleId", "version") REFERENCES "ChunkedVersion"("workspaceId", "moduleId", "version") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Chunk" DROP CONSTRAINT "Chunk_workspaceId_moduleId_version_fkey",
ADD CONSTRAINT "Chunk_workspaceId_moduleId_version_fkey" FOREIGN KEY ("workspaceId", "moduleId", "version") REFERENCES "ChunkedVersion"("workspaceId", "moduleId", "version") ON DELETE CASCADE ON UPDATE CASCADE;
