import { createHash } from 'node:crypto'
import type { CacheUse, ComposeRequest, composeContext, EnginePorts } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'
import { type CacheHit, toCachedTrace } from '@/lib/services/compose/rows/composition-detail'
import type { SharedDetail } from '@/lib/services/compose/rows/store-composition'

type Composed = Awaited<ReturnType<typeof composeContext>>
type Entry = {
  composed: Composed
  /** Under which the detail of the first one is stored. */
  detailId: string
  ms: number
}

const MAX_BYTES = 48 * 1024 * 1024
/** Of a candidate or span in the trace, besides texts. */
const ITEM_BYTES = 400

const cache = openCache<Entry>('composition', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ composed: { text, trace, prepared } }) =>
    // the context is there as one text and as messages
    4 * text.length +
    2 * prepared.candidates.reduce((sum, candidate) => sum + candidate.text.length, 0) +
    ITEM_BYTES * (2 * trace.candidates.length + trace.spans.length),
})

/** Everything that decides about the bytes: the request but for its id, and which models and counters are used. */
export function compositionKey({ id: _, ...request }: ComposeRequest, ports: EnginePorts): string {
  return keyOf(request, ports)
}

/** The same for any revision: what was composed for it may still be so. */
export function unrevisedKey({ id: _, revision: __, ...request }: ComposeRequest, ports: EnginePorts): string {
  return keyOf(request, ports)
}

function keyOf(request: Partial<ComposeRequest>, ports: EnginePorts): string {
  const { analysis, embedding, reranking, tokenizer } = ports
  const models = [analysis?.model, embedding?.model, embedding?.calibration, reranking?.model, tokenizer.name]
  const identity = [request, models.map((model) => model ?? null)]
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64')
}

/** A composition that was made for an equal request, under this request's id, and what it shares with that. */
export function findComposed(
  key: string,
  request: ComposeRequest,
): { composed: Composed; shared: SharedDetail } | undefined {
  const start = performance.now()
  const entry = cache.get(key)
  if (!entry) return undefined
  const { composed, detailId } = entry
  const ms = performance.now() - start
  const savedMs = Math.max(0, entry.ms - ms)
  cache.countSaved(savedMs)
  const use: CacheUse = { name: 'composition', hits: 1, misses: 0, savedMs }
  const note = `the same request was composed before at revision ${request.revision}: saved ${savedMs.toFixed(1)} ms`
  const hit: CacheHit = { step: { name: 'cache', ms, in: 1, out: 1, notes: [note] }, use }
  return {
    composed: {
      ...composed,
      prepared: { ...composed.prepared, request },
      trace: toCachedTrace(composed.trace, request.id, hit),
    },
    shared: { detailId, hit },
  }
}

/** Keeps a composition; only for one that saw the revision of its key from beginning to end. */
export function keepComposed(key: string, entry: Entry): void {
  cache.set(key, entry)
}

/** From now on this detail is referred to: the one before may have been deleted. */
export function shareDetail(key: string, detailId: string): void {
  const entry = cache.peek(key)
  if (entry) entry.detailId = detailId
}
