import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Subscription, unsubscribeSchema } from '@/lib/schemas/changes/mail'
import { parseInput } from '@/lib/services/parse-input'
import { timeOf } from './delivery/read-mail-settings'
import { endDigest, setMailKinds } from './delivery/set-mail-kinds'
import { readUnsubscribeToken } from './delivery/unsubscribe-token'

/** What the link of a mail ends; null for one that this server has not made, or whose member or workspace is gone. */
export async function findSubscription(input: unknown): Promise<Subscription | null> {
  const subject = readUnsubscribeToken(parseInput(unsubscribeSchema, input).token)
  if (!subject) return null
  const { workspaceId, userId, kind } = subject
  const member = await prisma.member.findUnique({
    where: { organizationId_userId: { organizationId: workspaceId, userId } },
    select: { organization: { select: { name: true, slug: true } } },
  })
  if (!member) return null
  const settings = await prisma.mailSettings.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { off: true, daily: true },
  })
  const { name, slug } = member.organization
  return {
    workspace: name,
    slug,
    kind,
    isOn: kind === 'digest' ? (settings?.daily.length ?? 0) > 0 : timeOf(settings, kind) !== 'never',
  }
}

/** Ends mails of one kind, or the day's mail, to one member; whoever has the mail may do it, signed in or not. @throws AppError NOT_FOUND. */
export async function unsubscribe(input: unknown): Promise<void> {
  const subject = (await findSubscription(input)) && readUnsubscribeToken(parseInput(unsubscribeSchema, input).token)
  if (!subject) throw new AppError('NOT_FOUND', 'This link is not one of this server, or you are no longer a member.')
  if (subject.kind === 'digest') await endDigest(subject)
  else await setMailKinds(subject, { [subject.kind]: 'never' })
}
