import type { SummaryModelDto } from '@/lib/schemas/summary'
import { type Actor, authorize } from '@/lib/services/actor'
import { readSummaryModel } from './read-summary-model'

/** What writes the workspace's summaries, and how far it has come. */
export async function getSummaryModel(actor: Actor, _input: unknown): Promise<SummaryModelDto> {
  const { workspaceId } = authorize(actor, 'read')
  return readSummaryModel(workspaceId)
}
