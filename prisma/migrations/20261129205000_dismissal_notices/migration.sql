-- Who requested changes is told when an admin dismisses that.
ALTER TABLE "Notification" DROP CONSTRAINT "Notification_kind_set";
ALTER TABLE "Notification"
  ADD CONSTRAINT "Notification_kind_set" CHECK ("kind" IN ('mention', 'reply', 'comment', 'verdict', 'dismissed', 'asked', 'edited', 'merged', 'closed'));
