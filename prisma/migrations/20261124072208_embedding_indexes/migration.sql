-- CreateTable
CREATE TABLE "ModuleEmbedding" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "embedding" vector NOT NULL,

    CONSTRAINT "ModuleEmbedding_pkey" PRIMARY KEY ("workspaceId","model","moduleId","version")
);

-- CreateTable
CREATE TABLE "EmbeddingIndex" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "providerId" TEXT,
    "modelName" TEXT NOT NULL,
    "dimensions" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "isAutomatic" BOOLEAN NOT NULL DEFAULT false,
    "isLate" BOOLEAN NOT NULL DEFAULT false,
    "parentShare" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "queryPrefix" TEXT NOT NULL DEFAULT '',
    "textPrefix" TEXT NOT NULL DEFAULT '',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "fittedChunks" INTEGER NOT NULL DEFAULT 0,
    "fittedAt" TIMESTAMP(3),
    "calibration" JSONB,
    "error" TEXT,
    "claimedUntil" TIMESTAMP(3),
    "claimedBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activatedAt" TIMESTAMP(3),

    CONSTRAINT "EmbeddingIndex_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "EmbeddingFitPart" (
    "workspaceId" TEXT NOT NULL,
    "indexId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "EmbeddingFitPart_pkey" PRIMARY KEY ("workspaceId","indexId","ordinal")
);

-- CreateIndex
CREATE INDEX "ModuleEmbedding_workspaceId_moduleId_version_idx" ON "ModuleEmbedding"("workspaceId", "moduleId", "version");

-- AddForeignKey
ALTER TABLE "ModuleEmbedding" ADD CONSTRAINT "ModuleEmbedding_workspaceId_moduleId_version_fkey" FOREIGN KEY ("workspaceId", "moduleId", "version") REFERENCES "ModuleVersion"("workspaceId", "moduleId", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmbeddingIndex" ADD CONSTRAINT "EmbeddingIndex_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmbeddingFitPart" ADD CONSTRAINT "EmbeddingFitPart_workspaceId_indexId_fkey" FOREIGN KEY ("workspaceId", "indexId") REFERENCES "EmbeddingIndex"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every workspace goes on with the embedder that it has, and with its vectors
INSERT INTO "EmbeddingIndex" ("workspaceId", "id", "kind", "modelName", "dimensions", "status", "isAutomatic", "activatedAt")
SELECT "id", 'hash-256@1', 'hash', 'hash-256@1', 256, 'active', true, now() AT TIME ZONE 'UTC' FROM "Organization";

INSERT INTO "ModuleEmbedding" ("workspaceId", "moduleId", "version", "model", "embedding")
SELECT "workspaceId", "moduleId", "version", "model", "embedding" FROM "ModuleIndex" WHERE "embedding" IS NOT NULL;

-- One index serves and at most one is being built
CREATE UNIQUE INDEX "EmbeddingIndex_live_key" ON "EmbeddingIndex"("workspaceId", "status") WHERE "status" IN ('active', 'building');

-- AlterTable
ALTER TABLE "ModuleIndex" DROP COLUMN "embedding",
DROP COLUMN "model";
