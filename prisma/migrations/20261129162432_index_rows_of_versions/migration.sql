-- What is made of a version, and anew under other rules, settings or curation, goes to its index row: the version's own
-- row is never written again.
ALTER TABLE "ModuleIndex" ADD COLUMN "edits" JSONB,
ADD COLUMN "excludedOrdinals" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN "language" TEXT NOT NULL DEFAULT 'und',
ADD COLUMN "overlayVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "preparedBy" TEXT NOT NULL DEFAULT '',
ADD COLUMN "summarizedBy" TEXT,
ADD COLUMN "termLanguages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "termsVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "tokenCount" INTEGER NOT NULL DEFAULT 0;

-- none lacks one; a version that did would be lost to every list
INSERT INTO "ModuleIndex" ("workspaceId", "moduleId", "version", "length", "termIds", "termFrequencies")
SELECT v."workspaceId", v."moduleId", v."version", 0, '{}', '{}' FROM "ModuleVersion" v
ON CONFLICT DO NOTHING;

UPDATE "ModuleIndex" i
SET "edits" = v."edits", "excludedOrdinals" = v."excludedOrdinals", "language" = v."language",
  "overlayVersion" = v."overlayVersion", "preparedBy" = v."preparedBy", "summarizedBy" = v."summarizedBy",
  "termLanguages" = v."termLanguages", "termsVersion" = v."termsVersion", "tokenCount" = v."tokenCount"
FROM "ModuleVersion" v
WHERE v."workspaceId" = i."workspaceId" AND v."moduleId" = i."moduleId" AND v."version" = i."version";

ALTER TABLE "ModuleIndex" ALTER COLUMN "tokenCount" DROP DEFAULT;

ALTER TABLE "ModuleVersion" DROP COLUMN "edits",
DROP COLUMN "excludedOrdinals",
DROP COLUMN "language",
DROP COLUMN "overlayVersion",
DROP COLUMN "preparedBy",
DROP COLUMN "summarizedBy",
DROP COLUMN "termLanguages",
DROP COLUMN "termsVersion",
DROP COLUMN "tokenCount";
