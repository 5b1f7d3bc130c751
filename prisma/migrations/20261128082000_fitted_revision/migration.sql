-- What a fit covers is told by revisions, not by clocks. Fits from before are made once again.
ALTER TABLE "EmbeddingIndex" DROP COLUMN "fittedAt",
ADD COLUMN     "fittedRevision" INTEGER;
