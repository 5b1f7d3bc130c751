-- DropIndex
DROP INDEX "StatedFact_workspaceId_conversationId_messageId_text_key";

-- CreateIndex
CREATE INDEX "StatedFact_workspaceId_conversationId_messageId_idx" ON "StatedFact"("workspaceId", "conversationId", "messageId");

-- A message states something once; a sentence may be longer than what an index holds.
CREATE UNIQUE INDEX "StatedFact_once" ON "StatedFact"("workspaceId", "conversationId", "messageId", md5("text"));
