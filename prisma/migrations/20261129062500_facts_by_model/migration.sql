-- AlterTable
ALTER TABLE "ProfileSettings" ADD COLUMN     "model" TEXT;
