ALTER TABLE "ChangeRequest"
  ADD COLUMN "contexts" INTEGER,
  ADD COLUMN "changedContexts" INTEGER,
  ADD COLUMN "effectState" TEXT;
