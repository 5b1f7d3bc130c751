-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "sharedRevision" INTEGER NOT NULL DEFAULT 0;

-- Until now every change counted for every release.
UPDATE "WorkspaceState" SET "sharedRevision" = "revision";
