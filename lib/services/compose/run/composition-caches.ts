import { createHash } from 'node:crypto'
import type { CacheUse, ComposeRequest, composeContext, EnginePorts, RetrievalPort } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'
import { type CacheHit, toCachedTrace } from '@/lib/services/compose/rows/composition-detail'
import type { SharedDetail } from '@/lib/services/compose/rows/store-composition'
import { keepJson } from '@/lib/texts/json-parts'

type Composed = Awaited<ReturnType<typeof composeContext>>
type Method = keyof RetrievalPort
/** What the engine asked the library, and a fingerprint of the answer. */
export type Question = { method: Method; parameters: unknown[]; print: string }
/** `detailId`: under which the detail of the first composition is stored. */
type SameEntry = { composed: Composed; ms: number; detailId: string }
type EarlierEntry = { composed: Composed; ms: number; questions: Question[] }

const MAX_BYTES = 48 * 1024 * 1024
/** Of a candidate or span in the trace, besides texts. */
const ITEM_BYTES = 400
/** Of a question to the library: a query's vector is most of it. */
const QUESTION_BYTES = 3_000

/** Compositions of one revision each. */
const same = openCache<SameEntry>('composition', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ composed }) => bytesOf(composed) + jsonBytesOf(composed),
})

/** Compositions of earlier revisions, with what they rest on. */
const earlier = openCache<EarlierEntry>('kept composition', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ composed, questions }) => bytesOf(composed) + QUESTION_BYTES * questions.length,
})

function bytesOf({ text, trace, prepared }: Composed): number {
  // the context is there as one text and as messages
  const texts = 4 * text.length + 2 * prepared.candidates.reduce((sum, candidate) => sum + candidate.text.length, 0)
  return texts + ITEM_BYTES * (2 * trace.candidates.length + trace.spans.length)
}

/** Of what a second equal request has written. */
function jsonBytesOf({ text, trace }: Composed): number {
  return Buffer.byteLength(text) + ITEM_BYTES * (2 * trace.candidates.length + trace.spans.length)
}

/** Everything that decides about the bytes: the request but for its id, and which models and counters are used. */
export function compositionKey({ id: _, ...request }: ComposeRequest, ports: EnginePorts): string {
  return keyOf(request, ports)
}

/** The same for any revision: an earlier composition may still hold. */
export function unrevisedKey({ id: _, revision: __, ...request }: ComposeRequest, ports: EnginePorts): string {
  return keyOf(request, ports)
}

function keyOf(request: Partial<ComposeRequest>, ports: EnginePorts): string {
  const { analysis, embedding, reranking, tokenizer } = ports
  const models = [analysis?.model, embedding?.model, embedding?.calibration, reranking?.model, tokenizer.name]
  return digest([request, models.map((model) => model ?? null)])
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64')

/** A composition that was made for an equal request, under this request's id, and the detail that it shares. */
export function findSame(
  key: string,
  request: ComposeRequest,
): { composed: Composed; shared: SharedDetail } | undefined {
  const start = performance.now()
  const entry = same.get(key)
  if (!entry) return undefined
  const why = `the same request was composed before at revision ${request.revision}`
  const { messages, trace } = entry.composed
  for (const asBefore of [messages, trace.candidates, trace.spans]) keepJson(asBefore)
  const { composed, hit } = answerFrom(same, entry, { request, start, items: 1, why })
  return { composed, shared: { detailId: entry.detailId, hit } }
}

/** Caches a composition. The release must have had the key's revision from beginning to end. */
export function keepSame(key: string, entry: SameEntry): void {
  same.set(key, entry)
}

/** Refers to this detail from now on, since the one before may have been deleted. */
export function shareDetail(key: string, detailId: string): void {
  const entry = same.peek(key)
  if (entry) entry.detailId = detailId
}

/**
 * A composition of an earlier revision that no change since has changed. The engine reads the library through its port
 * alone, and the same answers give the same context. So the library is asked the same questions again. If every answer
 * is the same, modules, chunks, scores and statistics, nothing else has to run.
 * @param key of the request, without its revision
 */
export async function findEarlier(
  key: string,
  request: ComposeRequest,
  port: RetrievalPort,
): Promise<{ composed: Composed; ms: number } | undefined> {
  const start = performance.now()
  const entry = earlier.peek(key)
  const holds = entry !== undefined && (await answersTheSame(port, entry.questions))
  earlier.count(holds ? 1 : 0, holds ? 0 : 1)
  if (!holds) return undefined
  const why = `composed at revision ${entry.composed.trace.revision}, and no change since has changed it`
  const { composed } = answerFrom(earlier, entry, { request, start, items: entry.questions.length, why })
  return { composed, ms: entry.ms }
}

/** Keeps a composition with what it rests on. Under the same key it replaces the one before. */
export function keepEarlier(key: string, entry: EarlierEntry): void {
  earlier.set(key, entry)
}

/** The port, noting what it is asked and what it answers. */
export function noteQuestions(port: RetrievalPort): { port: RetrievalPort; questions: Question[] } {
  const questions: Question[] = []
  const note =
    (method: Method) =>
    async (...parameters: unknown[]) => {
      const answer = await askPort(port, method, parameters)
      questions.push({ method, parameters, print: printOf(answer) })
      return answer
    }
  const methods = (Object.keys(port) as Method[]).filter((method) => port[method] !== undefined)
  return {
    port: Object.fromEntries(methods.map((method) => [method, note(method)])) as unknown as RetrievalPort,
    questions,
  }
}

async function answersTheSame(port: RetrievalPort, questions: Question[]): Promise<boolean> {
  for (const { method, parameters, print } of questions) {
    if (printOf(await askPort(port, method, parameters)) !== print) return false
  }
  return true
}

const remembered = new WeakMap<object, string>()

/**
 * The fingerprint of an answer. Most of what is answered is the bodies of modules, which stay in memory from one
 * composition to the next: each has its own fingerprint, made once.
 */
function printOf(answer: unknown): string {
  if (!Array.isArray(answer) || !answer.every(isModule)) return digest(answer)
  return digest(
    answer.map((module) => {
      const print = remembered.get(module) ?? digest(module)
      remembered.set(module, print)
      return print
    }),
  )
}

const isModule = (item: unknown): item is object => typeof item === 'object' && item !== null && 'body' in item

const askPort = (port: RetrievalPort, method: Method, parameters: unknown[]): Promise<unknown> =>
  (port[method] as (...parameters: unknown[]) => Promise<unknown>)(...parameters)

type Answering = { request: ComposeRequest; start: number; items: number; why: string }

/**
 * The composition of an entry as the answer to a request: under its id, with a step that tells what the cache saved.
 */
function answerFrom(
  cache: typeof same | typeof earlier,
  { composed, ms: composingMs }: { composed: Composed; ms: number },
  { request, start, items, why }: Answering,
): { composed: Composed; hit: CacheHit } {
  const ms = performance.now() - start
  const savedMs = Math.max(0, composingMs - ms)
  cache.countSaved(savedMs)
  const use: CacheUse = { name: cache.name, hits: 1, misses: 0, savedMs }
  const note = `${why}: saved ${savedMs.toFixed(1)} ms`
  const hit = { step: { name: 'cache', ms, in: items, out: items, notes: [note] }, use }
  const trace = { ...toCachedTrace(composed.trace, request.id, hit), revision: request.revision }
  return { composed: { ...composed, prepared: { ...composed.prepared, request }, trace }, hit }
}
