-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "continuedAt" INTEGER;

-- CreateTable
CREATE TABLE "RunningAnswer" (
    "workspaceId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "aliveAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RunningAnswer_pkey" PRIMARY KEY ("workspaceId","conversationId")
);

-- AddForeignKey
ALTER TABLE "RunningAnswer" ADD CONSTRAINT "RunningAnswer_workspaceId_conversationId_fkey" FOREIGN KEY ("workspaceId", "conversationId") REFERENCES "Conversation"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
