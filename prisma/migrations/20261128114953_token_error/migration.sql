-- AlterTable
ALTER TABLE "TokenCalibration" ADD COLUMN     "errorPercent" INTEGER;
