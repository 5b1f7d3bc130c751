-- What was there so far goes into production.
ALTER TABLE "ChangeRequest" ADD COLUMN "targetId" TEXT;

ALTER TABLE "ChangeRequestEdit" ADD COLUMN "wantedVersion" INTEGER;
ALTER TABLE "ChangeRequestEdit" DROP CONSTRAINT "ChangeRequestEdit_kind_set";
ALTER TABLE "ChangeRequestEdit"
  ADD CONSTRAINT "ChangeRequestEdit_kind_set" CHECK ("kind" IN ('text', 'archive', 'restore', 'curation', 'version'));
