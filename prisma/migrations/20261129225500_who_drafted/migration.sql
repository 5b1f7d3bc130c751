-- Drafts kept the id of a person alone. The name is the one of today, and of who is gone the last one in the audit log.
ALTER TABLE "ModuleDraft" ADD COLUMN "updatedBy" JSONB;

UPDATE "ModuleDraft" d SET "updatedBy" = jsonb_build_object(
  'kind', 'user', 'id', d."updatedById", 'personId', d."updatedById", 'name', coalesce(p."name", '')
)
FROM (
  SELECT DISTINCT ON (d."updatedById") d."updatedById" AS "id", coalesce(u."name", e."actorName") AS "name"
  FROM "ModuleDraft" d
  LEFT JOIN "User" u ON u."id" = d."updatedById"
  LEFT JOIN "AuditEvent" e ON u."id" IS NULL AND e."workspaceId" = d."workspaceId" AND e."actorId" = d."updatedById"
  WHERE d."updatedById" IS NOT NULL ORDER BY d."updatedById", e."at" DESC NULLS LAST
) p
WHERE p."id" = d."updatedById";

ALTER TABLE "ModuleDraft" DROP COLUMN "updatedById",
  ADD CONSTRAINT "ModuleDraft_updatedBy_actor" CHECK (is_actor("updatedBy"));
