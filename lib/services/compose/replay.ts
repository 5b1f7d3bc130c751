import { assembleContext, type ComposedContext, loadTokenizer, type PreparedContext } from '@/lib/engine'
import type { Redaction } from '@/lib/schemas/composition'
import type { Actor } from '@/lib/services/actor'
import { requireComposition } from './find-composition'
import { loadSources } from './load-sources'
import { restorePrepared } from './stored-prepared'

type Replayed = Awaited<ReturnType<typeof requireComposition>> & {
  prepared: PreparedContext
  assembled: ComposedContext
  redactions: Redaction[]
  /** The bytes are those that were sent. */
  isExact: boolean
}

/** Restores a composition's prepared context from the immutable versions it refers to, and assembles it again. */
export async function replay(actor: Actor, id: string): Promise<Replayed> {
  const found = await requireComposition(actor, id)
  const sources = await loadSources(actor.workspaceId, found.stored, found.summary.conversationId)
  const { prepared, redactions } = restorePrepared(found.stored, sources)
  const assembled = assembleContext(prepared, await loadTokenizer(prepared.request.model.family))
  const isExact = assembled.trace.contextHash === found.trace.contextHash
  return { ...found, prepared, assembled, redactions, isExact }
}
