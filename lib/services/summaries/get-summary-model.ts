import { prisma } from '@/lib/db/client'
import type { SummaryModelDto } from '@/lib/schemas/summary'
import { type Actor, authorize } from '@/lib/services/actor'

/** What writes the workspace's summaries. */
export async function getSummaryModel(actor: Actor, _input: unknown): Promise<SummaryModelDto> {
  const { workspaceId } = authorize(actor, 'read')
  const state = await prisma.workspaceState.findUnique({ where: { workspaceId }, select: { summaryModel: true } })
  return { model: state?.summaryModel ?? null }
}
