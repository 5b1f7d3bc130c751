-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "changeNumber" INTEGER;

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "baseRevision" INTEGER NOT NULL,
    "revertsNumber" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedByName" TEXT,

    CONSTRAINT "ChangeRequest_pkey" PRIMARY KEY ("workspaceId","number")
);

-- CreateTable
CREATE TABLE "ChangeRequestEdit" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "moduleId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "baseVersion" INTEGER NOT NULL,
    "source" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER,
    "editedById" TEXT,
    "editedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChangeRequestEdit_pkey" PRIMARY KEY ("workspaceId","number","moduleId")
);

-- CreateIndex
CREATE INDEX "ChangeRequest_workspaceId_status_number_idx" ON "ChangeRequest"("workspaceId", "status", "number" DESC);

-- CreateIndex
CREATE INDEX "ChangeRequestEdit_workspaceId_moduleId_idx" ON "ChangeRequestEdit"("workspaceId", "moduleId");

-- CreateIndex
CREATE UNIQUE INDEX "Release_workspaceId_changeNumber_key" ON "Release"("workspaceId", "changeNumber");

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_workspaceId_changeNumber_fkey" FOREIGN KEY ("workspaceId", "changeNumber") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequest" ADD CONSTRAINT "ChangeRequest_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequestEdit" ADD CONSTRAINT "ChangeRequestEdit_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;
