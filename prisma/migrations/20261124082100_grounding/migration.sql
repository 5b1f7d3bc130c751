-- AlterTable
ALTER TABLE "AccessStatistic" ADD COLUMN     "grounding" DOUBLE PRECISION,
ADD COLUMN     "timesCited" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "timesSent" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "answersSinceSnapshot" INTEGER NOT NULL DEFAULT 0;
