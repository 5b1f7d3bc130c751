-- AlterTable
ALTER TABLE "ModuleVersion" ADD COLUMN     "candidateVersion" INTEGER;
