-- A release that began as an open change request follows it: modules that join or leave the request join or leave the release.
ALTER TABLE "Release" ADD COLUMN "follows" INTEGER;

ALTER TABLE "Release" ADD CONSTRAINT "Release_workspaceId_follows_fkey" FOREIGN KEY ("workspaceId", "follows")
  REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE NO ACTION ON UPDATE CASCADE;

-- Of those that there are, whatever holds a text of one open request alone.
UPDATE "Release" r SET "follows" = p."number"
FROM (
  SELECT e."workspaceId", e."releaseId", min(c."number") AS "number"
  FROM "ReleaseEntry" e
  JOIN "Release" o ON o."workspaceId" = e."workspaceId" AND o."id" = e."releaseId"
    AND o."changeNumber" IS NULL AND o."draftOf" IS NULL AND o."momentAt" IS NULL
  JOIN "ChangeRequestEdit" c
    ON c."workspaceId" = e."workspaceId" AND c."moduleId" = e."moduleId" AND c."version" = e."version"
  WHERE e."version" < 0
  GROUP BY e."workspaceId", e."releaseId" HAVING count(DISTINCT c."number") = 1
) p
WHERE r."workspaceId" = p."workspaceId" AND r."id" = p."releaseId";
