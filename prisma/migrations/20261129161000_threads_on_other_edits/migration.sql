-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "policyId" TEXT,
ADD COLUMN "querySetId" TEXT;
