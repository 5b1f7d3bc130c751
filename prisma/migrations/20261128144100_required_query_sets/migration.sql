-- AlterTable
ALTER TABLE "QuerySet" ADD COLUMN     "isRequired" BOOLEAN NOT NULL DEFAULT false;

