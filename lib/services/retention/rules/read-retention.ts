import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import type { RetentionDto } from '@/lib/schemas/workspaces/retention'

const FOR_EVER: RetentionDto = {
  conversations: null,
  compositions: null,
  interactions: null,
  modelCalls: null,
  auditEvents: null,
}

/** Days that a workspace keeps things for; null for ever. */
export async function readRetention(
  workspaceId: string,
  client: Pick<Transaction, 'retention'> = prisma,
): Promise<RetentionDto> {
  const select = { conversations: true, compositions: true, interactions: true, modelCalls: true, auditEvents: true }
  return (await client.retention.findUnique({ where: { workspaceId }, select })) ?? FOR_EVER
}
