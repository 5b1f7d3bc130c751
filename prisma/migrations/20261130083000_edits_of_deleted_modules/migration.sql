-- A module that is deleted and made anew counts its versions from 1 again: an open edit of the old one is in conflict with it.
ALTER TABLE "ChangeRequestEdit" ADD COLUMN     "isBaseGone" BOOLEAN NOT NULL DEFAULT false;
