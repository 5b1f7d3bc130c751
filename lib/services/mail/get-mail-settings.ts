import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { NOTIFICATION_KINDS } from '@/lib/schemas/inbox'
import { getMailSettingsSchema, type MailSettingsDto, mailSettingsSchema } from '@/lib/schemas/mail'
import { ownInbox } from '@/lib/services/inbox/own-inbox'
import { verb } from '@/lib/services/verb'

/** What the person who asks wants mails about, in this workspace. @throws AppError FORBIDDEN for a key. */
export const getMailSettings = verb({
  name: 'getMailSettings',
  scope: 'read',
  effect: 'read',
  input: getMailSettingsSchema,
  output: mailSettingsSchema,
  run: async ({ actor, workspaceId }) => readMailSettings(workspaceId, (await ownInbox(actor)).userId),
})

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
