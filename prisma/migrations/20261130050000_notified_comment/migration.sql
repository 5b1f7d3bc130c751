-- The inbox quotes the comment as a mail does: a notification names it.
ALTER TABLE "Notification" ADD COLUMN "commentId" TEXT;

UPDATE "Notification" n SET "commentId" = m."commentId"
FROM "OutgoingMail" m
WHERE m."workspaceId" = n."workspaceId" AND m."notificationId" = n."id" AND m."commentId" IS NOT NULL;

ALTER TABLE "OutgoingMail" DROP COLUMN "commentId";
