import { prisma } from '@/lib/db/client'
import type { NotificationKind } from '@/lib/schemas/inbox'

/** Says what mails a member wants; of two at once none is lost. */
export async function setMailKinds(
  { workspaceId, userId }: { workspaceId: string; userId: string },
  kinds: Partial<Record<NotificationKind, boolean>>,
): Promise<void> {
  const named = Object.keys(kinds)
  const off = Object.entries(kinds).flatMap(([kind, isOn]) => (isOn ? [] : [kind]))
  await prisma.$executeRaw`
    INSERT INTO "MailSettings" ("workspaceId", "userId", "off") VALUES (${workspaceId}, ${userId}, ${off}::text[])
    ON CONFLICT ("workspaceId", "userId") DO UPDATE SET "off" = ${off}::text[] || ARRAY(
      SELECT kind FROM unnest("MailSettings"."off") AS kind WHERE kind <> ALL(${named}::text[]))`
}
