-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "branchedAtId" TEXT,
ADD COLUMN     "branchedFromId" TEXT;

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_branchedFromId_idx" ON "Conversation"("workspaceId", "branchedFromId");
