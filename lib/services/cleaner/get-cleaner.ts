import type { CleanerDto } from '@/lib/schemas/cleaner'
import { type Actor, authorize } from '@/lib/services/actor'
import { readCleaner } from './read-cleaner'

/** What is left out of chunks and contexts, and how far preparing by it has come. */
export async function getCleaner(actor: Actor, _input: unknown): Promise<CleanerDto> {
  const { workspaceId } = authorize(actor, 'read')
  return readCleaner(workspaceId)
}
