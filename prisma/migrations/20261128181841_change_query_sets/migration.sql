-- CreateTable
CREATE TABLE "ChangeRequestQuerySet" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "querySetId" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "base" JSONB NOT NULL,
    "wanted" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL,
    "editedById" TEXT,
    "editedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChangeRequestQuerySet_pkey" PRIMARY KEY ("workspaceId","number","querySetId")
);

-- AddForeignKey
ALTER TABLE "ChangeRequestQuerySet" ADD CONSTRAINT "ChangeRequestQuerySet_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;
