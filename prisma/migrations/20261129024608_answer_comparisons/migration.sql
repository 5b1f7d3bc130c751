-- CreateTable
CREATE TABLE "AnswerComparison" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "querySetId" TEXT NOT NULL,
    "setRevision" INTEGER NOT NULL,
    "queries" JSONB NOT NULL,
    "leftOut" INTEGER NOT NULL,
    "sides" JSONB NOT NULL,
    "model" TEXT NOT NULL,
    "judgeModel" TEXT,
    "judgeRepeats" INTEGER NOT NULL DEFAULT 0,
    "hasMoved" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'running',
    "error" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "startedByName" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "AnswerComparison_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "AnswerPair" (
    "workspaceId" TEXT NOT NULL,
    "comparisonId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "queryId" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "isSame" BOOLEAN NOT NULL,
    "judged" JSONB NOT NULL DEFAULT '[]',
    "judgeCostUsd" DOUBLE PRECISION,

    CONSTRAINT "AnswerPair_pkey" PRIMARY KEY ("workspaceId","comparisonId","ordinal")
);

-- CreateTable
CREATE TABLE "AnswerRating" (
    "workspaceId" TEXT NOT NULL,
    "comparisonId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "userId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "ratedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnswerRating_pkey" PRIMARY KEY ("workspaceId","comparisonId","ordinal","userId")
);

-- CreateIndex
CREATE INDEX "AnswerComparison_workspaceId_querySetId_startedAt_idx" ON "AnswerComparison"("workspaceId", "querySetId", "startedAt");

-- AddForeignKey
ALTER TABLE "AnswerComparison" ADD CONSTRAINT "AnswerComparison_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerComparison" ADD CONSTRAINT "AnswerComparison_workspaceId_querySetId_fkey" FOREIGN KEY ("workspaceId", "querySetId") REFERENCES "QuerySet"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerPair" ADD CONSTRAINT "AnswerPair_workspaceId_comparisonId_fkey" FOREIGN KEY ("workspaceId", "comparisonId") REFERENCES "AnswerComparison"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerRating" ADD CONSTRAINT "AnswerRating_workspaceId_comparisonId_ordinal_fkey" FOREIGN KEY ("workspaceId", "comparisonId", "ordinal") REFERENCES "AnswerPair"("workspaceId", "comparisonId", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;
