-- CreateTable
CREATE TABLE "ModelCall" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "purpose" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL DEFAULT '',
    "conversationId" TEXT,
    "messageId" TEXT,
    "model" TEXT NOT NULL,
    "predictedTokens" INTEGER NOT NULL,
    "inputTokens" INTEGER NOT NULL,
    "cachedTokens" INTEGER NOT NULL DEFAULT 0,
    "outputTokens" INTEGER NOT NULL DEFAULT 0,
    "costUsd" DOUBLE PRECISION,
    "status" TEXT NOT NULL DEFAULT 'running',
    "isEstimated" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "ModelCall_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "ModelCall_workspaceId_at_idx" ON "ModelCall"("workspaceId", "at");

-- CreateIndex
CREATE INDEX "ModelCall_workspaceId_actorKind_actorId_at_idx" ON "ModelCall"("workspaceId", "actorKind", "actorId", "at");

-- CreateIndex
CREATE INDEX "ModelCall_workspaceId_conversationId_idx" ON "ModelCall"("workspaceId", "conversationId");

-- AddForeignKey
ALTER TABLE "ModelCall" ADD CONSTRAINT "ModelCall_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
