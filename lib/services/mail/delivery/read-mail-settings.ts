import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { NOTIFICATION_KINDS } from '@/lib/schemas/changes/inbox'
import type { MailSettingsDto, MailTime } from '@/lib/schemas/changes/mail'

export async function readMailSettings(workspaceId: string, userId: string): Promise<MailSettingsDto> {
  const [user, settings, failed] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } }),
    prisma.mailSettings.findUnique({
      where: { workspaceId_userId: { workspaceId, userId } },
      select: { off: true, daily: true },
    }),
    prisma.outgoingMail.findFirst({
      where: { workspaceId, notification: { userId }, error: { not: null } },
      orderBy: { notificationId: 'desc' },
      select: { error: true },
    }),
  ])
  return {
    isOn: env.LOADOUT_SMTP_URL !== undefined,
    address: user.email,
    kinds: Object.fromEntries(
      NOTIFICATION_KINDS.map((kind) => [kind, timeOf(settings, kind)]),
    ) as MailSettingsDto['kinds'],
    problem: failed?.error ?? null,
  }
}

/** When mails of a kind are sent, as somebody's settings have it. */
export function timeOf(settings: { off: string[]; daily: string[] } | null, kind: string): MailTime {
  if (settings?.off.includes(kind)) return 'never'
  return settings?.daily.includes(kind) ? 'daily' : 'now'
}
