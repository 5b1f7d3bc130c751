import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createOwnerSchema } from '@/lib/schemas/workspaces/auth'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { createUser, hashNewPassword } from '@/lib/services/auth/secrets/password'
import { consumeSetupToken, isSetupTokenNeeded, SETUP_TOKEN_KEY } from '@/lib/services/auth/secrets/setup-token'
import { type RequestFacts, rememberWorkspace, signIn } from '@/lib/services/auth/sign-in'
import { parseInput } from '@/lib/services/parse-input'
import { insertWorkspace } from '@/lib/services/workspaces/rows/insert-workspace'
import { isSetupOpen } from './is-setup-open'

/** Any number; the same for all who set up. */
const SETUP_LOCK = 5_623_001

function refuseLate(): never {
  throw new AppError('CONFLICT', 'The owner account exists already. Sign in instead.', { entity: 'user' })
}

/** The seeded workspace under the name that was chosen, or a new one where nothing was seeded. */
async function prepareFirstWorkspace(tx: Transaction, name: string | undefined): Promise<string> {
  const first = await tx.organization.findFirst({ orderBy: { createdAt: 'asc' }, select: { id: true } })
  if (!first) return insertWorkspace(tx, { slug: 'default', name: name ?? 'Default' })
  if (name) await tx.organization.update({ where: { id: first.id }, data: { name }, select: { id: true } })
  return first.id
}

/**
 * First run: the account that owns all there is, and a session for it. Of two at once, one succeeds.
 * @throws AppError CONFLICT when somebody has an account already; FORBIDDEN without the token where it is needed.
 */
export async function createOwner(input: unknown, request: RequestFacts): Promise<{ setCookies: string[] }> {
  const { name, email, password, workspaceName, token } = parseInput(createOwnerSchema, input)
  if (!(await isSetupOpen())) refuseLate()
  const passwordHash = await hashNewPassword(password)
  const workspaceId = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`
    if (await tx.user.findFirst({ select: { id: true } })) refuseLate()
    if (isSetupTokenNeeded(request.headers.get('host')) && !(await consumeSetupToken(tx, token ?? ''))) {
      const message =
        'This needs the one-time set-up link that was printed when Loadout started. `npm run owner` prints a new one.'
      throw new AppError('FORBIDDEN', message, { fields: { token: 'wrong, used or expired' } })
    }
    const workspaceId = await prepareFirstWorkspace(tx, workspaceName)
    const userId = await createUser(tx, { name, email, passwordHash })
    // workspaces that the command line made before anybody had an account are the owner's too
    const workspaces = await tx.organization.findMany({ select: { id: true } })
    await tx.member.createMany({
      data: workspaces.map(({ id }) => ({ id: newId('member'), organizationId: id, userId, role: 'owner' })),
    })
    await tx.instanceSetting.deleteMany({ where: { key: SETUP_TOKEN_KEY } })
    const { address, requestId } = request
    const actor = { kind: 'user', workspaceId, userId, name, role: 'owner', origin: { address, requestId } } as const
    await recordAudit(tx, actor, { action: 'owner.created', target: userId })
    return workspaceId
  })
  const { tokenHash, setCookies } = await signIn({ email, password }, request)
  await rememberWorkspace(tokenHash, workspaceId)
  return { setCookies }
}
