-- To compress megabytes takes several times as long as to write them, and nobody else is served meanwhile. What is stored
-- already stays as it is.
ALTER TABLE "ModuleVersion" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "ModuleDraft" ALTER COLUMN "source" SET STORAGE EXTERNAL;
ALTER TABLE "ChangeRequestEdit" ALTER COLUMN "source" SET STORAGE EXTERNAL;
