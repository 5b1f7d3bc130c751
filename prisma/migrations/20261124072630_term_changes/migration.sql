-- CreateTable
CREATE TABLE "TermChange" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "termIds" INTEGER[],
    "chunkChanges" INTEGER[],
    "moduleChanges" INTEGER[],
    "addedBelow" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "TermChange_pkey" PRIMARY KEY ("workspaceId","id")
);

-- AddForeignKey
ALTER TABLE "TermChange" ADD CONSTRAINT "TermChange_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
