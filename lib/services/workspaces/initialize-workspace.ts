import { FIRST_EMBEDDING_INDEX } from '@/lib/db/first-embedding-index'
import { PRODUCTION_RELEASE } from '@/lib/db/release'
import type { Transaction } from '@/lib/db/transaction'
import { TERMS_VERSION } from '@/lib/engine'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'

/** What every workspace needs before anything can be published or composed in it. */
export async function initializeWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.workspaceState.create({ data: { workspaceId, termsVersion: TERMS_VERSION }, select: { workspaceId: true } })
  await tx.release.create({
    data: { workspaceId, id: PRODUCTION_RELEASE, name: 'Production', state: { create: {} } },
    select: { id: true },
  })
  await tx.embeddingIndex.create({
    data: { workspaceId, ...FIRST_EMBEDDING_INDEX, isAutomatic: true },
    select: { id: true },
  })
  await createDefaultPolicy(tx, workspaceId)
}
