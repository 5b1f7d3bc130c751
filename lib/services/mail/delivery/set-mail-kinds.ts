import { prisma } from '@/lib/db/client'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import type { MailTime } from '@/lib/schemas/changes/mail'

type Member = { workspaceId: string; userId: string }

/** Says when a member wants mails of which kinds; of two changes at once none is lost. */
export async function setMailKinds(
  { workspaceId, userId }: Member,
  kinds: Partial<Record<NotificationKind, MailTime>>,
): Promise<void> {
  const named = Object.keys(kinds)
  const those = (time: MailTime) => Object.entries(kinds).flatMap(([kind, each]) => (each === time ? [kind] : []))
  const [off, daily] = [those('never'), those('daily')]
  await prisma.$executeRaw`
    INSERT INTO "MailSettings" ("workspaceId", "userId", "off", "daily")
    VALUES (${workspaceId}, ${userId}, ${off}::text[], ${daily}::text[])
    ON CONFLICT ("workspaceId", "userId") DO UPDATE SET
      "off" = ${off}::text[] || ARRAY(
        SELECT kind FROM unnest("MailSettings"."off") AS kind WHERE kind <> ALL(${named}::text[])),
      "daily" = ${daily}::text[] || ARRAY(
        SELECT kind FROM unnest("MailSettings"."daily") AS kind WHERE kind <> ALL(${named}::text[]))`
}

/** Ends the day's mail: what came in it comes no more. */
export async function endDigest({ workspaceId, userId }: Member): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "MailSettings" SET "off" = "off" || "daily", "daily" = '{}'
    WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId}`
}
