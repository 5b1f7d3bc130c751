-- CreateTable
CREATE TABLE "UsageLimit" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "maxTokens" INTEGER,
    "maxCostUsd" DOUBLE PRECISION,

    CONSTRAINT "UsageLimit_pkey" PRIMARY KEY ("workspaceId","kind","subjectId")
);

-- AddForeignKey
ALTER TABLE "UsageLimit" ADD CONSTRAINT "UsageLimit_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
