import type { CacheUse, Trace, TraceStep } from '@/lib/engine'
import { packJson, unpackJson } from '@/lib/texts/packed-json'
import type { StoredPrepared } from '@/lib/texts/tasks/stored-prepared'

/** What a composition refers to and what was decided in it: the same for all that came from one run. */
type Detail = { prepared: StoredPrepared; trace: Trace }

/** What is told of a composition that a cache had: the step in front of those that did not run, and its use. */
export type CacheHit = { step: TraceStep; use: CacheUse }

export function packDetail({ prepared, trace }: Detail): Promise<Buffer> {
  const candidates = trace.candidates.map((traced, at) => withoutShared(traced, prepared.candidates[at]))
  return packJson({ prepared, trace: { ...trace, candidates } })
}

export async function unpackDetail(content: Uint8Array): Promise<{ prepared: unknown; trace: unknown }> {
  const { prepared, trace } = (await unpackJson(content)) as Detail
  const candidates = trace.candidates.map((traced, at) => withShared(traced, prepared.candidates[at]))
  return { prepared, trace: { ...trace, candidates } }
}

/** What a candidate and its trace may have in common: writing it is most of the work, so it is written once. */
const SHARED = [
  'moduleId',
  'version',
  'chunkId',
  'summaryId',
  'tokens',
  'ranks',
  'scores',
  'signals',
  'resolution',
  'reason',
  'because',
  'notes',
] as const

type Fields = Record<string, unknown>

/** Without what the candidate has as well; what it alone has is null. */
function withoutShared(traced: Fields, candidate: Fields | undefined): Fields {
  if (!candidate) return traced
  const own = { ...traced }
  for (const name of SHARED) {
    if (own[name] === candidate[name]) delete own[name]
    else if (own[name] === undefined) own[name] = null
  }
  return own
}

function withShared(own: Fields, candidate: Fields | undefined): Fields {
  if (!candidate) return own
  const traced = { ...own }
  for (const name of SHARED) {
    if (traced[name] === null) delete traced[name]
    else if (traced[name] === undefined && candidate[name] !== undefined) traced[name] = candidate[name]
  }
  return traced
}

/** What statements look into. */
export function outlineOf({ spans, candidates }: Trace) {
  return { spans, candidates: candidates.map(({ moduleId, fate, reason }) => ({ moduleId, fate, reason })) }
}

/** The trace of a run as one has it that a cache answered. */
export function toCachedTrace(trace: Trace, id: string, { step, use }: CacheHit): Trace {
  return { ...trace, id, steps: [step, ...trace.steps.map((ran) => ({ ...ran, ms: 0 }))], caches: [use] }
}
