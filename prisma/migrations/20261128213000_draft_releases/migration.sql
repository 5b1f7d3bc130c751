-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "draftOf" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Release_workspaceId_draftOf_key" ON "Release"("workspaceId", "draftOf");

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_workspaceId_draftOf_fkey" FOREIGN KEY ("workspaceId", "draftOf") REFERENCES "Module"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
