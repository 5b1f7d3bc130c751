-- AlterTable
ALTER TABLE "ReleaseEntry" ADD COLUMN     "summariesAtRevision" INTEGER NOT NULL DEFAULT 0;
