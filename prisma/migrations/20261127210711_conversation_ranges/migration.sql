-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "speaker" TEXT;

-- AlterTable
ALTER TABLE "ConversationSummary" ADD COLUMN     "fromMessageId" TEXT,
ADD COLUMN     "sourceTokens" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "ConversationSummary_workspaceId_conversationId_level_fromMe_key" ON "ConversationSummary"("workspaceId", "conversationId", "level", "fromMessageId");
