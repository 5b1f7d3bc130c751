import { releaseOf } from '@/lib/db/releases/release'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import type { Transaction } from '@/lib/db/transaction'
import { TERMS_VERSION } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'

/** A workspace with the rows that each has from its first moment. Returns its id. */
export async function insertWorkspace(tx: Transaction, workspace: { slug: string; name: string }): Promise<string> {
  const id = newId('ws')
  await tx.organization.create({
    data: {
      id,
      ...workspace,
      state: { create: {} },
      settings: { create: {} },
      progress: { create: { termsVersion: TERMS_VERSION } },
    },
    select: { id: true },
  })
  await initializeWorkspace(tx, id)
  return id
}

/** Whom a workspace from the command line belongs to: the owners of the first workspace. */
export async function ownersOfFirstWorkspace(tx: Transaction): Promise<string[]> {
  const first = await tx.organization.findFirst({ orderBy: { createdAt: 'asc' }, select: { id: true } })
  const where = { organizationId: first?.id ?? '', role: 'owner' }
  const owners = await tx.member.findMany({ where, select: { userId: true } })
  return owners.map((owner) => owner.userId)
}

/** What every workspace needs before anything can be published or composed in it. */
async function initializeWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  const { releaseId: id } = releaseOf(workspaceId)
  await tx.release.create({
    data: { workspaceId, id, name: 'Production', state: { create: {} } },
    select: { id: true },
  })
  await tx.embeddingIndex.create({
    data: { workspaceId, ...FIRST_EMBEDDING_INDEX, isAutomatic: true },
    select: { id: true },
  })
  await createDefaultPolicy(tx, workspaceId)
}
