import type { Prisma } from '@/lib/db/generated/client'
import { newId } from '@/lib/new-id'
import { hashSecret, newSecret } from './hash-secret'

type Purpose = 'invitation' | 'reset'
type LinkTx = Pick<Prisma.TransactionClient, 'verification'>

const identifierOf = (purpose: Purpose, token: string) => `${purpose}:${hashSecret(token)}`

/** A token that works once; only its hash is stored. Earlier links for the same subject end. */
export async function createLink(tx: LinkTx, purpose: Purpose, subject: string, expiresAt: Date): Promise<string> {
  await endLinks(tx, purpose, subject)
  const token = newSecret()
  await tx.verification.create({
    data: { id: newId('link'), identifier: identifierOf(purpose, token), value: subject, expiresAt },
    select: { id: true },
  })
  return token
}

/** What the link is for, or null when it is wrong, used or expired. */
export async function findLinkSubject(tx: LinkTx, purpose: Purpose, token: string): Promise<string | null> {
  const link = await tx.verification.findFirst({
    where: { identifier: identifierOf(purpose, token), expiresAt: { gt: new Date() } },
    select: { value: true },
  })
  return link?.value ?? null
}

/** Takes the link away; null when another request was faster. */
export async function consumeLink(tx: LinkTx, purpose: Purpose, token: string): Promise<string | null> {
  const subject = await findLinkSubject(tx, purpose, token)
  if (subject === null) return null
  const { count } = await tx.verification.deleteMany({ where: { identifier: identifierOf(purpose, token) } })
  return count > 0 ? subject : null
}

export async function endLinks(tx: LinkTx, purpose: Purpose, subject: string): Promise<void> {
  await tx.verification.deleteMany({ where: { identifier: { startsWith: `${purpose}:` }, value: subject } })
}
