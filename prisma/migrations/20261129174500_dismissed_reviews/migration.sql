-- AlterTable
ALTER TABLE "ChangeReview" ADD COLUMN     "dismissReason" TEXT,
ADD COLUMN     "dismissedByName" TEXT;

-- A timeline says who dismissed a review.
ALTER TABLE "ChangeEvent" DROP CONSTRAINT "ChangeEvent_kind_set";
ALTER TABLE "ChangeEvent"
  ADD CONSTRAINT "ChangeEvent_kind_set" CHECK ("kind" IN ('created', 'edited', 'changed', 'asked', 'reviewed', 'dismissed', 'merged', 'bypassed', 'reverted', 'commented', 'resolved', 'reopened'));
