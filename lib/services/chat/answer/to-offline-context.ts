import { listPassages } from '@/lib/engine'
import type { OfflineChatContext } from '@/lib/models/offline/offline-chat'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'

/** What the offline model answers from. */
export function toOfflineContext(composed: Pick<ComposedDto, 'messages' | 'trace' | 'usage'>): OfflineChatContext {
  const { trace, usage } = composed
  return { query: trace.analysis.standaloneQuery, passages: listPassages(composed), inputTokens: usage.inputTokens }
}
