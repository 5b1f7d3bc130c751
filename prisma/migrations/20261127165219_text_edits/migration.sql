-- AlterTable
ALTER TABLE "Chunk" ADD COLUMN     "edits" JSONB;

-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "edits" JSONB;
