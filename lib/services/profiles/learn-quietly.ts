import { log } from '@/lib/log'
import type { Learned } from '@/lib/schemas/profile'
import { learnFacts } from './learn-facts'

/** Learns what it can; what was said is stored already, so a failure is reported and nothing else. */
export async function learnQuietly(...said: Parameters<typeof learnFacts>): Promise<Learned[]> {
  try {
    return await learnFacts(...said)
  } catch (error) {
    log('error', 'nothing was learned', { conversationId: said[0].conversationId }, error)
    return []
  }
}
