-- Which filling of a person puts edits into a change request: another one of theirs does not end it.
ALTER TABLE "ChangeRequest" ADD COLUMN     "fillingKey" TEXT;
