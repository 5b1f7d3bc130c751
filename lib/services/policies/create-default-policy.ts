import type { Transaction } from '@/lib/db/transaction'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'

export const DEFAULT_POLICY_ID = 'default'

/** The policy that every workspace starts with; part of the transaction that makes the workspace. */
export async function createDefaultPolicy(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.policy.create({
    data: {
      workspaceId,
      id: DEFAULT_POLICY_ID,
      name: 'Default',
      isDefault: true,
      versions: { create: { version: 1, settings: DEFAULT_POLICY_SETTINGS, message: 'The defaults.' } },
    },
    select: { id: true },
  })
}
