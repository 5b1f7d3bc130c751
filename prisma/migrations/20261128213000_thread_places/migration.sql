-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "place" JSONB;
