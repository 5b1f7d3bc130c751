-- Which edits a review was said of, so that those which changed since are told by name. Earlier reviews do not know it.
ALTER TABLE "ChangeReview" ADD COLUMN     "edits" JSONB;
