-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "summarizedBy" TEXT;

-- AlterTable
ALTER TABLE "WorkspaceState" ADD COLUMN     "summaryModel" TEXT;

-- CreateTable
CREATE TABLE "Summary" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tokenCount" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Summary_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "VersionSummary" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "startOffset" INTEGER NOT NULL,
    "endOffset" INTEGER NOT NULL,
    "summaryId" TEXT NOT NULL,
    "headingPath" TEXT[],
    "sourceTokens" INTEGER NOT NULL,
    "isServed" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "VersionSummary_pkey" PRIMARY KEY ("workspaceId","moduleId","version","startOffset","endOffset","summaryId")
);

-- CreateIndex
CREATE INDEX "VersionSummary_workspaceId_summaryId_idx" ON "VersionSummary"("workspaceId", "summaryId");

-- AddForeignKey
ALTER TABLE "Summary" ADD CONSTRAINT "Summary_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionSummary" ADD CONSTRAINT "VersionSummary_workspaceId_moduleId_version_fkey" FOREIGN KEY ("workspaceId", "moduleId", "version") REFERENCES "ModuleVersion"("workspaceId", "moduleId", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionSummary" ADD CONSTRAINT "VersionSummary_workspaceId_summaryId_fkey" FOREIGN KEY ("workspaceId", "summaryId") REFERENCES "Summary"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
