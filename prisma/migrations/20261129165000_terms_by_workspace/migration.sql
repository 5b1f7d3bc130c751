-- The chunks of one workspace that have a term: with the term alone, those of all workspaces were read.
DROP INDEX "Chunk_termIds_idx";
CREATE INDEX "Chunk_workspaceId_termIds_idx" ON "Chunk" USING GIN ((ARRAY["workspaceId"]), "termIds");
