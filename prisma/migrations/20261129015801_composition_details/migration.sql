-- AlterTable
ALTER TABLE "Composition" ADD COLUMN     "cacheHit" JSONB,
ADD COLUMN     "detailId" TEXT,
ALTER COLUMN "prepared" DROP NOT NULL,
ALTER COLUMN "trace" DROP NOT NULL;

-- CreateTable
CREATE TABLE "CompositionDetail" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "outline" JSONB NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "CompositionDetail_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "Composition_workspaceId_detailId_idx" ON "Composition"("workspaceId", "detailId");

-- AddForeignKey
ALTER TABLE "CompositionDetail" ADD CONSTRAINT "CompositionDetail_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Composition" ADD CONSTRAINT "Composition_workspaceId_detailId_fkey" FOREIGN KEY ("workspaceId", "detailId") REFERENCES "CompositionDetail"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
