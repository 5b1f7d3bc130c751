-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "baseId" TEXT,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- Every workspace has had this release from its beginning, and what follows refers to it.
INSERT INTO "Release" ("workspaceId", "id")
SELECT "workspaceId", 'production' FROM "WorkspaceState" ON CONFLICT DO NOTHING;
UPDATE "Release" SET "name" = 'Production' WHERE "id" = 'production';

-- CreateTable
CREATE TABLE "ReleaseState" (
    "workspaceId" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "chunkCount" INTEGER NOT NULL DEFAULT 0,
    "totalLength" BIGINT NOT NULL DEFAULT 0,
    "averageLength" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "moduleCount" INTEGER NOT NULL DEFAULT 0,
    "moduleTotalLength" BIGINT NOT NULL DEFAULT 0,
    "moduleAverageLength" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "lexicalEpoch" INTEGER NOT NULL DEFAULT 0,
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "ReleaseState_pkey" PRIMARY KEY ("workspaceId","releaseId")
);

-- What the workspace's row said was always of production.
INSERT INTO "ReleaseState" ("workspaceId", "releaseId", "revision", "chunkCount", "totalLength", "averageLength",
  "moduleCount", "moduleTotalLength", "moduleAverageLength", "lexicalEpoch", "languages")
SELECT "workspaceId", 'production', "revision", "chunkCount", "totalLength", "averageLength",
  "moduleCount", "moduleTotalLength", "moduleAverageLength", "lexicalEpoch", "languages" FROM "WorkspaceState";

-- AlterTable
ALTER TABLE "WorkspaceState" DROP COLUMN "averageLength",
DROP COLUMN "chunkCount",
DROP COLUMN "languages",
DROP COLUMN "lexicalEpoch",
DROP COLUMN "moduleAverageLength",
DROP COLUMN "moduleCount",
DROP COLUMN "moduleTotalLength",
DROP COLUMN "totalLength";

-- AlterTable
ALTER TABLE "ReleaseEntry" ALTER COLUMN "version" DROP NOT NULL;

-- DropForeignKey
ALTER TABLE "TermChange" DROP CONSTRAINT "TermChange_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "TermStatistic" DROP CONSTRAINT "TermStatistic_workspaceId_fkey";

-- AlterTable
ALTER TABLE "TermChange" ADD COLUMN     "releaseId" TEXT NOT NULL DEFAULT 'production';
ALTER TABLE "TermChange" ALTER COLUMN "releaseId" DROP DEFAULT;

-- AlterTable
ALTER TABLE "TermStatistic" DROP CONSTRAINT "TermStatistic_pkey",
ADD COLUMN     "releaseId" TEXT NOT NULL DEFAULT 'production',
ADD CONSTRAINT "TermStatistic_pkey" PRIMARY KEY ("workspaceId", "releaseId", "termId");
ALTER TABLE "TermStatistic" ALTER COLUMN "releaseId" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "Release_workspaceId_baseId_idx" ON "Release"("workspaceId", "baseId");

-- CreateIndex
CREATE INDEX "TermChange_workspaceId_releaseId_idx" ON "TermChange"("workspaceId", "releaseId");

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_workspaceId_baseId_fkey" FOREIGN KEY ("workspaceId", "baseId") REFERENCES "Release"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseState" ADD CONSTRAINT "ReleaseState_workspaceId_releaseId_fkey" FOREIGN KEY ("workspaceId", "releaseId") REFERENCES "Release"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseEntry" ADD CONSTRAINT "ReleaseEntry_workspaceId_moduleId_fkey" FOREIGN KEY ("workspaceId", "moduleId") REFERENCES "Module"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermStatistic" ADD CONSTRAINT "TermStatistic_workspaceId_releaseId_fkey" FOREIGN KEY ("workspaceId", "releaseId") REFERENCES "Release"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermChange" ADD CONSTRAINT "TermChange_workspaceId_releaseId_fkey" FOREIGN KEY ("workspaceId", "releaseId") REFERENCES "Release"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
