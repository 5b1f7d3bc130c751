-- CreateTable
CREATE TABLE "Ablation" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "querySetId" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "setRevision" INTEGER NOT NULL,
    "queries" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "restarts" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'running',
    "error" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "baselines" JSONB NOT NULL DEFAULT '[]',
    "changes" JSONB NOT NULL DEFAULT '[]',
    "startedByName" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Ablation_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "Ablation_workspaceId_querySetId_startedAt_idx" ON "Ablation"("workspaceId", "querySetId", "startedAt");

-- AddForeignKey
ALTER TABLE "Ablation" ADD CONSTRAINT "Ablation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ablation" ADD CONSTRAINT "Ablation_workspaceId_querySetId_fkey" FOREIGN KEY ("workspaceId", "querySetId") REFERENCES "QuerySet"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
