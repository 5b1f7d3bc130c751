-- AlterTable
ALTER TABLE "ChangeRequestEdit" ADD COLUMN     "path" TEXT;
