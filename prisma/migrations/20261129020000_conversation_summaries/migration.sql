-- DropIndex
DROP INDEX "ConversationSummary_workspaceId_conversationId_level_fromMe_key";

-- AlterTable
ALTER TABLE "ConversationSummary" ADD COLUMN     "askedModel" TEXT,
ADD COLUMN     "isEdited" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replacedById" TEXT,
ADD COLUMN     "writtenBy" TEXT;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "summarizesConversations" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "ConversationSummary_workspaceId_conversationId_level_fromMe_idx" ON "ConversationSummary"("workspaceId", "conversationId", "level", "fromMessageId");

-- Of a range of a conversation one summary is in use.
CREATE UNIQUE INDEX "ConversationSummary_in_use" ON "ConversationSummary"("workspaceId", "conversationId", "level", "fromMessageId") WHERE "replacedById" IS NULL;
