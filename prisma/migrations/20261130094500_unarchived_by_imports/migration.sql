-- An import that brings an archived module back says so: it made no version of it.
ALTER TABLE "ImportedModule"
  DROP CONSTRAINT "ImportedModule_change_set",
  ADD CONSTRAINT "ImportedModule_change_set" CHECK ("change" IN ('created', 'updated', 'draft', 'moved', 'unarchived'));
