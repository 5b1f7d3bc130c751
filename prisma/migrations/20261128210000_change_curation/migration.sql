-- AlterTable
ALTER TABLE "ChangeRequestEdit" ADD COLUMN     "curation" JSONB,
ADD COLUMN     "curationBase" INTEGER;
