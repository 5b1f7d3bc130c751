-- AlterTable
ALTER TABLE "EmbeddingIndex" ADD COLUMN     "embedsMessages" BOOLEAN NOT NULL DEFAULT false;

-- A model inside Loadout sends nothing anywhere.
UPDATE "EmbeddingIndex" SET "embedsMessages" = true WHERE "kind" = 'transformers' AND "status" IN ('active', 'building');

-- CreateTable
CREATE TABLE "MessageEmbedding" (
    "workspaceId" TEXT NOT NULL,
    "indexId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "embedding" halfvec NOT NULL,

    CONSTRAINT "MessageEmbedding_pkey" PRIMARY KEY ("workspaceId","conversationId","messageId","indexId")
);

-- All vectors of a conversation are read with each question: beside their rows, as long as they fit there.
ALTER TABLE "MessageEmbedding" ALTER COLUMN "embedding" SET STORAGE MAIN;

-- CreateIndex
CREATE INDEX "MessageEmbedding_workspaceId_indexId_idx" ON "MessageEmbedding"("workspaceId", "indexId");

-- AddForeignKey
ALTER TABLE "MessageEmbedding" ADD CONSTRAINT "MessageEmbedding_workspaceId_indexId_fkey" FOREIGN KEY ("workspaceId", "indexId") REFERENCES "EmbeddingIndex"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageEmbedding" ADD CONSTRAINT "MessageEmbedding_workspaceId_conversationId_messageId_fkey" FOREIGN KEY ("workspaceId", "conversationId", "messageId") REFERENCES "ConversationMessage"("workspaceId", "conversationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
