-- CreateTable
CREATE TABLE "ChangeRequestPolicy" (
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "policyId" TEXT NOT NULL,
    "baseVersion" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL,
    "editedById" TEXT,
    "editedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChangeRequestPolicy_pkey" PRIMARY KEY ("workspaceId","number","policyId")
);

-- AddForeignKey
ALTER TABLE "ChangeRequestPolicy" ADD CONSTRAINT "ChangeRequestPolicy_workspaceId_number_fkey" FOREIGN KEY ("workspaceId", "number") REFERENCES "ChangeRequest"("workspaceId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

