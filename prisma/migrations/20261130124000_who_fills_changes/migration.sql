-- Who puts edits into a change request part after part: nobody else’s last part ends it.
ALTER TABLE "ChangeRequest" ADD COLUMN     "fillingBy" TEXT;
