-- AlterTable
ALTER TABLE "ConversationMessage" ADD COLUMN     "reusedFromAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "RelatedModule" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "relatedId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RelatedModule_pkey" PRIMARY KEY ("workspaceId","moduleId","relatedId")
);

-- CreateTable
CREATE TABLE "ChunkUsage" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "timesUsed" INTEGER NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChunkUsage_pkey" PRIMARY KEY ("workspaceId","moduleId","version","ordinal")
);

-- CreateTable
CREATE TABLE "QueryPattern" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "timesAsked" INTEGER NOT NULL,
    "lastAskedAt" TIMESTAMP(3) NOT NULL,
    "examples" TEXT[],

    CONSTRAINT "QueryPattern_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "QueryTemplate" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "isPinned" BOOLEAN NOT NULL DEFAULT false,
    "isHidden" BOOLEAN NOT NULL DEFAULT false,
    "patternId" TEXT,
    "editedById" TEXT,
    "editedByName" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "QueryTemplate_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "RelatedModule_workspaceId_relatedId_idx" ON "RelatedModule"("workspaceId", "relatedId");

-- CreateIndex
CREATE INDEX "ChunkUsage_workspaceId_timesUsed_idx" ON "ChunkUsage"("workspaceId", "timesUsed" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "QueryTemplate_workspaceId_patternId_key" ON "QueryTemplate"("workspaceId", "patternId");

-- CreateIndex
CREATE INDEX "Composition_workspaceId_contextHash_idx" ON "Composition"("workspaceId", "contextHash");

-- AddForeignKey
ALTER TABLE "RelatedModule" ADD CONSTRAINT "RelatedModule_workspaceId_moduleId_fkey" FOREIGN KEY ("workspaceId", "moduleId") REFERENCES "Module"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelatedModule" ADD CONSTRAINT "RelatedModule_workspaceId_relatedId_fkey" FOREIGN KEY ("workspaceId", "relatedId") REFERENCES "Module"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChunkUsage" ADD CONSTRAINT "ChunkUsage_workspaceId_moduleId_version_ordinal_fkey" FOREIGN KEY ("workspaceId", "moduleId", "version", "ordinal") REFERENCES "Chunk"("workspaceId", "moduleId", "version", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QueryPattern" ADD CONSTRAINT "QueryPattern_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QueryTemplate" ADD CONSTRAINT "QueryTemplate_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
