-- AlterTable
ALTER TABLE "ChangeRequest" ADD COLUMN     "bypassReason" TEXT;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "review" TEXT NOT NULL DEFAULT 'off';

-- CreateTable
CREATE TABLE "ChangeReview" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "reviewerName" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "editsHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChangeReview_pkey" PRIMARY KEY ("workspaceId","number","reviewerId")
);

-- AddForeignKey
ALTER TABLE "ChangeReview" ADD CONSTRAINT "ChangeReview_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;
