-- Who wrote, edited, ended or dismissed something is one value.

-- Rows kept a name, and at most the id of a person. Whoever the audit log knows by it, and nobody else in the workspace, is meant by a name.
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

-- `person` is whoever wrote it, or made the key that did; null for a key or the server, where rows tell that apart.
CREATE FUNCTION pg_temp.acted(workspace TEXT, person TEXT, called TEXT) RETURNS JSONB LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN person IS NOT NULL AND (k."kind" IS DISTINCT FROM 'apiKey' OR k."personId" IS DISTINCT FROM person)
      THEN jsonb_build_object('kind', 'user', 'id', person, 'name', called, 'personId', person)
    WHEN k."kind" IN ('apiKey', 'system')
      THEN jsonb_build_object('kind', k."kind", 'id', k."id", 'name', called, 'personId', k."personId")
    ELSE jsonb_build_object('kind', 'unknown', 'id', NULL, 'name', called, 'personId', NULL)
  END
  FROM (SELECT) one LEFT JOIN named_actor k ON k."workspaceId" = workspace AND k."name" = called
$$;

ALTER TABLE "ChangeRequest" ALTER COLUMN "authorName" TYPE JSONB USING pg_temp.acted("workspaceId", "authorId", "authorName"),
  ALTER COLUMN "endedByName" TYPE JSONB USING pg_temp.named("workspaceId", "endedByName");
ALTER TABLE "ChangeRequest" RENAME COLUMN "authorName" TO "author";
ALTER TABLE "ChangeRequest" RENAME COLUMN "endedByName" TO "endedBy";
ALTER TABLE "ChangeRequest" DROP COLUMN "authorId",
  ADD CONSTRAINT "ChangeRequest_author_actor" CHECK (is_actor("author")),
  ADD CONSTRAINT "ChangeRequest_endedBy_actor" CHECK (is_actor("endedBy"));

ALTER TABLE "ChangeReview" ALTER COLUMN "dismissedByName" TYPE JSONB USING pg_temp.named("workspaceId", "dismissedByName");
ALTER TABLE "ChangeReview" RENAME COLUMN "dismissedByName" TO "dismissedBy";
ALTER TABLE "ChangeReview" ADD CONSTRAINT "ChangeReview_dismissedBy_actor" CHECK (is_actor("dismissedBy"));

ALTER TABLE "ChangeRequestEdit" ALTER COLUMN "editedByName" TYPE JSONB USING pg_temp.acted("workspaceId", "editedById", "editedByName");
ALTER TABLE "ChangeRequestEdit" RENAME COLUMN "editedByName" TO "editedBy";
ALTER TABLE "ChangeRequestEdit" DROP COLUMN "editedById",
  ADD CONSTRAINT "ChangeRequestEdit_editedBy_actor" CHECK (is_actor("editedBy"));

ALTER TABLE "ChangeRequestPolicy" ALTER COLUMN "editedByName" TYPE JSONB USING pg_temp.acted("workspaceId", "editedById", "editedByName");
ALTER TABLE "ChangeRequestPolicy" RENAME COLUMN "editedByName" TO "editedBy";
ALTER TABLE "ChangeRequestPolicy" DROP COLUMN "editedById",
  ADD CONSTRAINT "ChangeRequestPolicy_editedBy_actor" CHECK (is_actor("editedBy"));

ALTER TABLE "ChangeRequestQuerySet" ALTER COLUMN "editedByName" TYPE JSONB USING pg_temp.acted("workspaceId", "editedById", "editedByName");
ALTER TABLE "ChangeRequestQuerySet" RENAME COLUMN "editedByName" TO "editedBy";
ALTER TABLE "ChangeRequestQuerySet" DROP COLUMN "editedById",
  ADD CONSTRAINT "ChangeRequestQuerySet_editedBy_actor" CHECK (is_actor("editedBy"));

ALTER TABLE "ModuleVersion" ALTER COLUMN "authorName" DROP DEFAULT;
ALTER TABLE "ModuleVersion" ALTER COLUMN "authorName" TYPE JSONB USING pg_temp.acted("workspaceId", "authorId", "authorName");
ALTER TABLE "ModuleVersion" RENAME COLUMN "authorName" TO "author";
ALTER TABLE "ModuleVersion" DROP COLUMN "authorId",
  ADD CONSTRAINT "ModuleVersion_author_actor" CHECK (is_actor("author"));

ALTER TABLE "OverlayVersion" ALTER COLUMN "authorName" DROP DEFAULT;
ALTER TABLE "OverlayVersion" ALTER COLUMN "authorName" TYPE JSONB USING pg_temp.acted("workspaceId", "authorId", "authorName");
ALTER TABLE "OverlayVersion" RENAME COLUMN "authorName" TO "author";
ALTER TABLE "OverlayVersion" DROP COLUMN "authorId",
  ADD CONSTRAINT "OverlayVersion_author_actor" CHECK (is_actor("author"));

ALTER TABLE "PolicyVersion" ALTER COLUMN "authorName" DROP DEFAULT, ALTER COLUMN "authorName" DROP NOT NULL;
ALTER TABLE "PolicyVersion" ALTER COLUMN "authorName" TYPE JSONB USING pg_temp.named("workspaceId", nullif("authorName", ''));
ALTER TABLE "PolicyVersion" RENAME COLUMN "authorName" TO "author";
ALTER TABLE "PolicyVersion" ADD CONSTRAINT "PolicyVersion_author_actor" CHECK (is_actor("author"));

ALTER TABLE "QuerySet" ALTER COLUMN "editedByName" TYPE JSONB USING pg_temp.named("workspaceId", "editedByName");
ALTER TABLE "QuerySet" RENAME COLUMN "editedByName" TO "editedBy";
ALTER TABLE "QuerySet" ADD CONSTRAINT "QuerySet_editedBy_actor" CHECK (is_actor("editedBy"));

ALTER TABLE "QueryTemplate" ALTER COLUMN "editedByName" TYPE JSONB USING CASE
  WHEN "editedByName" IS NOT NULL THEN pg_temp.acted("workspaceId", "editedById", "editedByName")
END;
ALTER TABLE "QueryTemplate" RENAME COLUMN "editedByName" TO "editedBy";
ALTER TABLE "QueryTemplate" DROP COLUMN "editedById",
  ADD CONSTRAINT "QueryTemplate_editedBy_actor" CHECK (is_actor("editedBy"));

-- nobody read it
ALTER TABLE "Module" DROP COLUMN "createdById";

DROP FUNCTION pg_temp.acted(TEXT, TEXT, TEXT);
DROP FUNCTION pg_temp.named(TEXT, TEXT);
