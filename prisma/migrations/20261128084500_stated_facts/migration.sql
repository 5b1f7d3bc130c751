-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "factsThrough" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "isPinned" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "StatedFact" (
    "workspaceId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "isPinned" BOOLEAN NOT NULL DEFAULT false,
    "isDropped" BOOLEAN NOT NULL DEFAULT false,
    "replacedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StatedFact_pkey" PRIMARY KEY ("workspaceId","conversationId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "StatedFact_workspaceId_conversationId_messageId_text_key" ON "StatedFact"("workspaceId", "conversationId", "messageId", "text");

-- AddForeignKey
ALTER TABLE "StatedFact" ADD CONSTRAINT "StatedFact_workspaceId_conversationId_fkey" FOREIGN KEY ("workspaceId", "conversationId") REFERENCES "Conversation"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
