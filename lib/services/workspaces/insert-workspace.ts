import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { initializeWorkspace } from './initialize-workspace'

/** A workspace with the rows that each has from its first moment. Returns its id. */
export async function insertWorkspace(tx: Transaction, workspace: { slug: string; name: string }): Promise<string> {
  const id = newId('ws')
  await tx.organization.create({ data: { id, ...workspace }, select: { id: true } })
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
