-- AlterTable
ALTER TABLE "Chunk" ADD COLUMN     "curation" JSONB;

-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "excludedOrdinals" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "overlayVersion" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "OverlayVersion" (
    "workspaceId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT,
    "authorName" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OverlayVersion_pkey" PRIMARY KEY ("workspaceId","moduleId","version")
);

-- AddForeignKey
ALTER TABLE "OverlayVersion" ADD CONSTRAINT "OverlayVersion_workspaceId_moduleId_fkey" FOREIGN KEY ("workspaceId", "moduleId") REFERENCES "Module"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
