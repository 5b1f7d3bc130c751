-- AlterTable
ALTER TABLE "ChangeReview" ADD COLUMN     "effect" JSONB NOT NULL DEFAULT '[]';

