import type { ComposedContext, PreparedContext } from '@/lib/engine'
import type { Redaction } from '@/lib/schemas/contexts/composition'
import type { Actor } from '@/lib/services/actor'
import { runReplay } from '@/lib/services/compose/engine/run-engine'
import { requireComposition } from '@/lib/services/compose/rows/find-composition'
import { loadSources } from '@/lib/services/compose/rows/load-sources'
import type { Sources } from '@/lib/texts/tasks/stored-prepared'

type Replayed = Awaited<ReturnType<typeof requireComposition>> & {
  prepared: PreparedContext
  assembled: ComposedContext
  redactions: Redaction[]
  /** Whether the bytes are those that were sent. */
  isExact: boolean
}

/** Leaves out versions younger than the composition: a module that was deleted and made again has the same names. */
function withoutLaterVersions(sources: Sources, composedAt: string): Sources {
  const versions = [...sources.versions].filter(([, { createdAt }]) => createdAt.toISOString() <= composedAt)
  return { ...sources, versions: new Map(versions) }
}

/** Restores a composition's prepared context from the immutable versions it refers to, and assembles it again. */
export async function replay(actor: Actor, id: string): Promise<Replayed> {
  const found = await requireComposition(actor, id)
  const { stored, summary, trace } = found
  const assemble = async (sources: Sources) => {
    const replayed = await runReplay(stored, sources)
    const { assembled } = replayed
    return { ...replayed, isExact: assembled.trace.contextHash === trace.contextHash }
  }
  const sources = await loadSources(actor.workspaceId, stored, summary.conversationId)
  const replayed = await assemble(sources)
  // equal bytes prove the sources: the clocks of several servers may differ
  return {
    ...found,
    ...(replayed.isExact ? replayed : await assemble(withoutLaterVersions(sources, summary.createdAt))),
  }
}
