-- CreateTable
CREATE TABLE "QuerySet" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "queries" JSONB NOT NULL,
    "queryCount" INTEGER NOT NULL,
    "checkCount" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "editedByName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "QuerySet_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "CheckRun" (
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
    "held" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "broken" INTEGER NOT NULL DEFAULT 0,
    "metrics" JSONB,
    "results" JSONB NOT NULL DEFAULT '[]',
    "startedByName" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "CheckRun_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "CheckRun_workspaceId_querySetId_startedAt_idx" ON "CheckRun"("workspaceId", "querySetId", "startedAt");

-- AddForeignKey
ALTER TABLE "QuerySet" ADD CONSTRAINT "QuerySet_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckRun" ADD CONSTRAINT "CheckRun_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckRun" ADD CONSTRAINT "CheckRun_workspaceId_querySetId_fkey" FOREIGN KEY ("workspaceId", "querySetId") REFERENCES "QuerySet"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
