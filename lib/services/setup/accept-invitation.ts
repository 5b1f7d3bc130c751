import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import {
  acceptInvitationSchema,
  linkTokenSchema,
  newAccountSchema,
  type OpenInvitationDto,
} from '@/lib/schemas/workspaces/auth'
import type { Role } from '@/lib/schemas/workspaces/role'
import type { Origin } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { consumeLink, findLinkSubject } from '@/lib/services/auth/secrets/one-time-link'
import { createUser, hashNewPassword } from '@/lib/services/auth/secrets/password'
import { type RequestFacts, rememberWorkspace, startSession } from '@/lib/services/auth/sign-in'
import { toRole } from '@/lib/services/members/rows/to-role'
import { parseInput } from '@/lib/services/parse-input'

async function findPending(tx: Pick<Prisma.TransactionClient, 'invitation' | 'verification'>, token: string) {
  const id = await findLinkSubject(tx, 'invitation', token)
  if (!id) return null
  return tx.invitation.findFirst({
    where: { id, status: 'pending', expiresAt: { gt: new Date() } },
    select: {
      id: true,
      email: true,
      role: true,
      organizationId: true,
      organization: { select: { name: true, slug: true } },
      inviter: { select: { name: true } },
    },
  })
}

function refuseUsed(): never {
  throw new AppError('NOT_FOUND', 'This invitation was used or withdrawn, or it has expired. Ask for a new one.', {
    entity: 'invitation',
  })
}

/** What the link offers, for the page that it opens; null when it is wrong, used, withdrawn or expired. */
export async function findOpenInvitation(input: unknown): Promise<OpenInvitationDto | null> {
  const { token } = parseInput(linkTokenSchema, input)
  const invitation = await findPending(prisma, token)
  if (!invitation) return null
  const { email } = invitation
  return {
    email,
    role: toRole(invitation.role),
    workspaceName: invitation.organization.name,
    inviterName: invitation.inviter.name,
    hasAccount: (await prisma.user.findUnique({ where: { email }, select: { id: true } })) !== null,
  }
}

type Joining = {
  token: string
  userId: string | null
  account: { name: string; passwordHash: string } | null
  origin: Origin
}

type Joined = {
  setCookies: string[]
  /** Slug of the workspace that was joined. */
  workspace: string
}

/** Uses the invitation up and makes the person a member, in one transaction. */
async function join(tx: Prisma.TransactionClient, joining: Joining): Promise<{ id: string; slug: string }> {
  const invitation = await findPending(tx, joining.token)
  if (!invitation || (await consumeLink(tx, 'invitation', joining.token)) === null) refuseUsed()
  const { id, email, organizationId } = invitation
  const role: Role = toRole(invitation.role)
  const userId =
    joining.userId ?? (joining.account ? await createUser(tx, { email, ...joining.account }) : refuseUsed())
  await tx.invitation.update({ where: { id }, data: { status: 'accepted' }, select: { id: true } })
  await tx.member.createMany({
    data: [{ id: newId('member'), organizationId, userId, role }],
    skipDuplicates: true,
  })
  const name = joining.account?.name ?? email
  const actor = { kind: 'user', workspaceId: organizationId, userId, name, role, origin: joining.origin } as const
  await recordAudit(tx, actor, { action: 'invitation.accepted', target: id, detail: { email, role } })
  return { id: organizationId, slug: invitation.organization.slug }
}

/**
 * Joins the workspace: a new account for the invited e-mail, or the one it has, proved by its password.
 * @throws AppError NOT_FOUND when the link no longer works; UNAUTHORIZED for a wrong password.
 */
export async function acceptInvitation(input: unknown, request: RequestFacts): Promise<Joined> {
  const { token, name, password } = parseInput(acceptInvitationSchema, input)
  const invitation = await findPending(prisma, token)
  if (!invitation) refuseUsed()
  const { email } = invitation
  const existing = await prisma.user.findUnique({ where: { email }, select: { id: true } })
  const proof = existing ? await startSession({ email, password }, request) : null
  const account = existing ? null : parseInput(newAccountSchema, { name, password })
  const passwordHash = account ? await hashNewPassword(account.password) : ''
  const workspace = await prisma.$transaction((tx) =>
    join(tx, {
      token,
      userId: existing?.id ?? null,
      account: account ? { name: account.name, passwordHash } : null,
      origin: { address: request.address, requestId: request.requestId },
    }),
  )
  const { tokenHash, setCookies } = proof ?? (await startSession({ email, password }, request))
  await rememberWorkspace(tokenHash, workspace.id)
  return { setCookies, workspace: workspace.slug }
}
