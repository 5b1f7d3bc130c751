-- AlterTable
ALTER TABLE "MailSettings" ADD COLUMN "daily" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "OutgoingMail" ADD COLUMN "isDigest" BOOLEAN NOT NULL DEFAULT false;
