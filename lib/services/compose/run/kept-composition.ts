import { createHash } from 'node:crypto'
import type { CacheUse, ComposeRequest, composeContext, RetrievalPort } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'
import { type CacheHit, toCachedTrace } from '@/lib/services/compose/rows/composition-detail'

type Composed = Awaited<ReturnType<typeof composeContext>>
type Method = keyof RetrievalPort
/** What the engine asked the library, and a fingerprint of what it was told. */
export type Asked = { method: Method; parameters: unknown[]; print: string }
type Entry = { composed: Composed; asked: Asked[]; ms: number }

const MAX_BYTES = 48 * 1024 * 1024
/** Of a candidate or span in the trace, besides texts. */
const ITEM_BYTES = 400
/** Of a question to the library: a query's vector is most of it. */
const ASKED_BYTES = 3_000

const cache = openCache<Entry>('kept composition', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ asked, composed: { text, trace, prepared } }) =>
    4 * text.length +
    2 * prepared.candidates.reduce((sum, candidate) => sum + candidate.text.length, 0) +
    ITEM_BYTES * (2 * trace.candidates.length + trace.spans.length) +
    ASKED_BYTES * asked.length,
})

const printOf = (answer: unknown): string => createHash('sha256').update(JSON.stringify(answer)).digest('base64')

/** The port, noting what it is asked and what it answers. */
export function noteAsked(port: RetrievalPort): { port: RetrievalPort; asked: Asked[] } {
  const asked: Asked[] = []
  const note =
    (method: Method) =>
    async (...parameters: unknown[]) => {
      const answer = await askPort(port, method, parameters)
      asked.push({ method, parameters, print: printOf(answer) })
      return answer
    }
  const methods = (Object.keys(port) as Method[]).filter((method) => port[method] !== undefined)
  return {
    port: Object.fromEntries(methods.map((method) => [method, note(method)])) as unknown as RetrievalPort,
    asked,
  }
}

const askPort = (port: RetrievalPort, method: Method, parameters: unknown[]): Promise<unknown> =>
  (port[method] as (...parameters: unknown[]) => Promise<unknown>)(...parameters)

/**
 * A composition of an earlier revision that no change since can have changed. The engine knows the library by its port
 * alone and comes from the same answers to the same context: so the library is asked again what it was asked then, and
 * where each answer is the same, modules, chunks, scores and statistics, nothing else has to run.
 * @param key of the request, without its revision
 */
export async function findKept(
  key: string,
  request: ComposeRequest,
  port: RetrievalPort,
): Promise<{ composed: Composed; ms: number } | undefined> {
  const start = performance.now()
  const entry = cache.peek(key)
  if (!entry || !(await holds(entry, port))) {
    cache.count(0, 1)
    return undefined
  }
  cache.count(1, 0)
  const { composed, asked } = entry
  const ms = performance.now() - start
  const savedMs = Math.max(0, entry.ms - ms)
  cache.countSaved(savedMs)
  const use: CacheUse = { name: 'kept composition', hits: 1, misses: 0, savedMs }
  const note = `composed at revision ${composed.trace.revision}, and no change since has changed it: saved ${savedMs.toFixed(1)} ms`
  const hit: CacheHit = { step: { name: 'cache', ms, in: asked.length, out: asked.length, notes: [note] }, use }
  const trace = { ...toCachedTrace(composed.trace, request.id, hit), revision: request.revision }
  return { composed: { ...composed, prepared: { ...composed.prepared, request }, trace }, ms: entry.ms }
}

async function holds({ asked }: Entry, port: RetrievalPort): Promise<boolean> {
  for (const { method, parameters, print } of asked) {
    if (printOf(await askPort(port, method, parameters)) !== print) return false
  }
  return true
}

/** Keeps a composition with what it rests on; under the same key another takes the place of the one before. */
export function keepAsked(key: string, entry: Entry): void {
  cache.set(key, entry)
}
