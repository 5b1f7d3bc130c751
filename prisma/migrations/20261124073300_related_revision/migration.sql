-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "relatedRevision" INTEGER NOT NULL DEFAULT 0;
