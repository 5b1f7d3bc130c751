-- What was there so far changes a set.
ALTER TABLE "ChangeRequestQuerySet" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'change';
ALTER TABLE "ChangeRequestQuerySet"
  ADD CONSTRAINT "ChangeRequestQuerySet_kind_set" CHECK ("kind" IN ('change', 'create', 'delete'));
