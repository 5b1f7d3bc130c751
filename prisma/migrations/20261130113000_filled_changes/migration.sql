-- A change request that is filled part after part is neither opened, approved nor merged before its end.
ALTER TABLE "ChangeRequest" ADD COLUMN     "fillingAt" TIMESTAMPTZ(3),
ADD COLUMN     "fillingTotal" INTEGER;

-- Edits keep what their modules were called: another module may have the id later.
ALTER TABLE "ChangeRequestEdit" ADD COLUMN     "name" TEXT;
-- of edits made before deleted modules were noted: who is younger than the edit is another module
UPDATE "ChangeRequestEdit" e SET "isBaseGone" = true
WHERE (e."baseVersion" > 0 OR e."wantedVersion" IS NOT NULL OR e."version" > 0) AND NOT EXISTS (
  SELECT 1 FROM "Module" m
  WHERE m."workspaceId" = e."workspaceId" AND m."id" = e."moduleId" AND m."createdAt" <= e."updatedAt"
);
UPDATE "ChangeRequestEdit" e SET "name" = COALESCE((
  SELECT v."name" FROM "ModuleVersion" v
  WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND NOT e."isBaseGone"
    AND v."version" = COALESCE(e."version", e."wantedVersion", e."baseVersion")
), e."moduleId");
ALTER TABLE "ChangeRequestEdit" ALTER COLUMN "name" SET NOT NULL;
