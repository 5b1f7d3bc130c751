-- CreateTable
CREATE TABLE "TokenCalibration" (
    "workspaceId" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "percent" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "samples" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TokenCalibration_pkey" PRIMARY KEY ("workspaceId","model")
);

-- AddForeignKey
ALTER TABLE "TokenCalibration" ADD CONSTRAINT "TokenCalibration_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
