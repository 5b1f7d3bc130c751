-- CreateTable
CREATE TABLE "ApproximateIndex" (
    "workspaceId" TEXT NOT NULL,
    "indexId" TEXT NOT NULL,
    "documents" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "effort" INTEGER NOT NULL,
    "recall" DOUBLE PRECISION NOT NULL,
    "measuredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApproximateIndex_pkey" PRIMARY KEY ("workspaceId","indexId","documents")
);

-- AddForeignKey
ALTER TABLE "ApproximateIndex" ADD CONSTRAINT "ApproximateIndex_workspaceId_indexId_fkey" FOREIGN KEY ("workspaceId", "indexId") REFERENCES "EmbeddingIndex"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ApproximateIndex"
  ADD CONSTRAINT "ApproximateIndex_documents_set" CHECK ("documents" IN ('chunks', 'modules'));
