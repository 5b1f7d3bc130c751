import type { CacheUse, Trace, TraceStep } from '@/lib/engine'
import { packJson, unpackJson } from '@/lib/texts/packed-json'
import type { StoredPrepared } from '@/lib/texts/tasks/stored-prepared'

/** What a composition refers to and what the engine decided. Compositions of one run share it. */
type Detail = { prepared: StoredPrepared; trace: Trace }

/**
 * How a composition from a cache differs in its trace: a step in front of those that did not run, and the cache's use.
 */
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

/** Fields that a candidate and its trace may share. They are written once, since writing them is most of the work. */
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

/** Leaves out fields that the candidate has as well. A field that only the candidate has is null. */
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

/** The part of a trace that SQL reads. */
export function outlineOf({ spans, candidates }: Trace) {
  return { spans, candidates: candidates.map(({ moduleId, fate, reason }) => ({ moduleId, fate, reason })) }
}

/** The trace of a run, as a composition has it that a cache answered. */
export function toCachedTrace(trace: Trace, id: string, { step, use }: CacheHit): Trace {
  return { ...trace, id, steps: [step, ...trace.steps.map((ran) => ({ ...ran, ms: 0 }))], caches: [use] }
}
