-- Who said something, and who was told of, is one value.

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

ALTER TABLE "ChangeEvent" ALTER COLUMN "actorName" TYPE JSONB USING pg_temp.acted("workspaceId", "actorId", "actorName");
ALTER TABLE "ChangeEvent" RENAME COLUMN "actorName" TO "actor";
ALTER TABLE "ChangeEvent" DROP COLUMN "actorId", ADD CONSTRAINT "ChangeEvent_actor_actor" CHECK (is_actor("actor"));

ALTER TABLE "Comment" ALTER COLUMN "authorName" TYPE JSONB USING pg_temp.acted("workspaceId", "authorId", "authorName"),
  ALTER COLUMN "deletedByName" TYPE JSONB USING pg_temp.named("workspaceId", "deletedByName");
ALTER TABLE "Comment" RENAME COLUMN "authorName" TO "author";
ALTER TABLE "Comment" RENAME COLUMN "deletedByName" TO "deletedBy";
ALTER TABLE "Comment" DROP COLUMN "authorId", ADD CONSTRAINT "Comment_author_actor" CHECK (is_actor("author")),
  ADD CONSTRAINT "Comment_deletedBy_actor" CHECK (is_actor("deletedBy"));

ALTER TABLE "Notification" ALTER COLUMN "actorName" TYPE JSONB USING pg_temp.named("workspaceId", "actorName");
ALTER TABLE "Notification" RENAME COLUMN "actorName" TO "actor";
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_actor_actor" CHECK (is_actor("actor"));

ALTER TABLE "Thread" ALTER COLUMN "resolvedByName" TYPE JSONB USING pg_temp.named("workspaceId", "resolvedByName");
ALTER TABLE "Thread" RENAME COLUMN "resolvedByName" TO "resolvedBy";
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_resolvedBy_actor" CHECK (is_actor("resolvedBy"));

DROP FUNCTION pg_temp.acted(TEXT, TEXT, TEXT);
DROP FUNCTION pg_temp.named(TEXT, TEXT);
