import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { NOTIFICATION_KINDS } from '@/lib/schemas/inbox'
import type { MailSettingsDto } from '@/lib/schemas/mail'

export async function readMailSettings(workspaceId: string, userId: string): Promise<MailSettingsDto> {
  const [user, settings, failed] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } }),
    prisma.mailSettings.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, select: { off: true } }),
    prisma.outgoingMail.findFirst({
      where: { workspaceId, notification: { userId }, error: { not: null } },
      orderBy: { notificationId: 'desc' },
      select: { error: true },
    }),
  ])
  const off = new Set(settings?.off)
  return {
    isOn: env.LOADOUT_SMTP_URL !== undefined,
    address: user.email,
    kinds: Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, !off.has(kind)])) as MailSettingsDto['kinds'],
    problem: failed?.error ?? null,
  }
}
