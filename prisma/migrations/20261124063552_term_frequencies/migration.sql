-- DropIndex
DROP INDEX "ModuleIndex_termIds_idx";

-- AlterTable
ALTER TABLE "Chunk" ADD COLUMN "termFrequencies" REAL[];
UPDATE "Chunk" SET "termFrequencies" = ARRAY(
  SELECT (t.pair ->> 1)::real FROM jsonb_array_elements("termCounts") WITH ORDINALITY AS t(pair, at) ORDER BY t.at
);
ALTER TABLE "Chunk" DROP COLUMN "termCounts";

-- AlterTable
ALTER TABLE "ModuleIndex" ADD COLUMN "termFrequencies" REAL[];
UPDATE "ModuleIndex" SET "termFrequencies" = ARRAY(
  SELECT (t.pair ->> 1)::real FROM jsonb_array_elements("termCounts") WITH ORDINALITY AS t(pair, at) ORDER BY t.at
);
ALTER TABLE "ModuleIndex" DROP COLUMN "termCounts";

-- AlterTable
ALTER TABLE "ReleaseEntry" ADD COLUMN "addedAtRevision" INTEGER NOT NULL DEFAULT 0;
