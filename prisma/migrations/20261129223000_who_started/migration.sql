-- Who did something is one value: { kind, id, name, personId }, with the name of then.

CREATE FUNCTION is_actor(actor JSONB) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(actor->>'kind' IN ('user', 'apiKey', 'system', 'unknown'), false)
    AND jsonb_typeof(actor->'name') = 'string' AND actor ?& ARRAY['id', 'personId']
$$;

-- Rows kept a name alone. Whoever the audit log knows by it, and nobody else in the workspace, is meant.
CREATE TEMPORARY TABLE named_actor ON COMMIT DROP AS
SELECT e."workspaceId", e."actorName" AS "name", min(e."actorKind") AS "kind", min(e."actorId") AS "id",
  CASE min(e."actorKind") WHEN 'user' THEN min(e."actorId") ELSE min(k."createdById") END AS "personId"
FROM "AuditEvent" e
LEFT JOIN "ApiKey" k ON k."workspaceId" = e."workspaceId" AND k."id" = e."actorId" AND e."actorKind" = 'apiKey'
GROUP BY e."workspaceId", e."actorName" HAVING count(DISTINCT (e."actorKind", e."actorId")) = 1;

CREATE UNIQUE INDEX ON named_actor ("workspaceId", "name");

CREATE FUNCTION pg_temp.named(workspace TEXT, called TEXT) RETURNS JSONB LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('kind', coalesce(k."kind", 'unknown'), 'id', k."id", 'name', called, 'personId', k."personId")
  FROM (SELECT) one LEFT JOIN named_actor k ON k."workspaceId" = workspace AND k."name" = called
  WHERE called IS NOT NULL
$$;

ALTER TABLE "CheckRun" ALTER COLUMN "startedByName" TYPE JSONB USING pg_temp.named("workspaceId", "startedByName");
ALTER TABLE "CheckRun" RENAME COLUMN "startedByName" TO "startedBy";
ALTER TABLE "CheckRun" ADD CONSTRAINT "CheckRun_startedBy_actor" CHECK (is_actor("startedBy"));

ALTER TABLE "Ablation" ALTER COLUMN "startedByName" TYPE JSONB USING pg_temp.named("workspaceId", "startedByName");
ALTER TABLE "Ablation" RENAME COLUMN "startedByName" TO "startedBy";
ALTER TABLE "Ablation" ADD CONSTRAINT "Ablation_startedBy_actor" CHECK (is_actor("startedBy"));

-- comparisons know who pays
ALTER TABLE "AnswerComparison" ALTER COLUMN "startedByName" TYPE JSONB USING jsonb_build_object(
  'kind', "actorKind", 'id', nullif("actorId", ''), 'name', "startedByName",
  'personId', CASE "actorKind" WHEN 'user' THEN "actorId" END
);
ALTER TABLE "AnswerComparison" RENAME COLUMN "startedByName" TO "startedBy";
UPDATE "AnswerComparison" c SET "startedBy" = c."startedBy" || jsonb_build_object('personId', k."createdById")
FROM "ApiKey" k WHERE k."workspaceId" = c."workspaceId" AND k."id" = c."actorId" AND c."actorKind" = 'apiKey';
ALTER TABLE "AnswerComparison" DROP COLUMN "actorKind", DROP COLUMN "actorId",
  ADD CONSTRAINT "AnswerComparison_startedBy_actor" CHECK (is_actor("startedBy"));

ALTER TABLE "ModuleImport" ALTER COLUMN "actorName" TYPE JSONB USING pg_temp.named("workspaceId", "actorName"),
  ALTER COLUMN "undoneBy" TYPE JSONB USING pg_temp.named("workspaceId", "undoneBy");
ALTER TABLE "ModuleImport" RENAME COLUMN "actorName" TO "importedBy";
ALTER TABLE "ModuleImport" ADD CONSTRAINT "ModuleImport_importedBy_actor" CHECK (is_actor("importedBy")),
  ADD CONSTRAINT "ModuleImport_undoneBy_actor" CHECK (is_actor("undoneBy"));

ALTER TABLE "ProfileFact" ALTER COLUMN "decidedByName" TYPE JSONB USING pg_temp.named("workspaceId", "decidedByName");
ALTER TABLE "ProfileFact" RENAME COLUMN "decidedByName" TO "decidedBy";
ALTER TABLE "ProfileFact" ADD CONSTRAINT "ProfileFact_decidedBy_actor" CHECK (is_actor("decidedBy"));

DROP FUNCTION pg_temp.named(TEXT, TEXT);
