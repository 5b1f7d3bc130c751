-- CreateTable
CREATE TABLE "Retention" (
    "workspaceId" TEXT NOT NULL,
    "conversations" INTEGER,
    "compositions" INTEGER,
    "interactions" INTEGER,
    "modelCalls" INTEGER,
    "auditEvents" INTEGER,

    CONSTRAINT "Retention_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_updatedAt_idx" ON "Conversation"("workspaceId", "updatedAt");

-- AddForeignKey
ALTER TABLE "Retention" ADD CONSTRAINT "Retention_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
