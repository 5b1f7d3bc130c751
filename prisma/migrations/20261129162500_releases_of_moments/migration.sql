-- AlterTable
ALTER TABLE "Release" ADD COLUMN "momentAt" TIMESTAMPTZ(3),
ADD COLUMN "policies" JSONB;

-- CreateIndex
CREATE UNIQUE INDEX "Release_workspaceId_momentAt_key" ON "Release"("workspaceId", "momentAt");
