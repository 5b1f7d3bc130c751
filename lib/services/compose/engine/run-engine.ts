import {
  assembleInPieces,
  BudgetExceededError,
  type Candidate,
  type ComparedContext,
  type ComposedContext,
  type ComposeRequest,
  type ContextComparison,
  compareContexts,
  type EnginePorts,
  loadRequestTokenizer,
  type PreparedContext,
  prepareContext,
  searchContext,
  tellAssembled,
} from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import { LIMITS } from '@/lib/schemas/limits'
import type { OutsidePorts } from '@/lib/texts/tasks/engine-tasks'
import { restorePrepared, type Sources, type StoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/** UTF-16 units of a query that are analyzed in some milliseconds. */
const SHORT_QUERY = 4_000
/** UTF-16 units of texts that are only counted and copied. */
const SHORT_TEXTS = 64_000
/** UTF-16 units of the modules that a composition refers to, which are only searched for noise. */
const SHORT_BODIES = 500_000
/** For the engine's own work: models have time limits of their own. */
const DEADLINE_MS = 120_000

type Replay = ReturnType<typeof restorePrepared> & { assembled: ComposedContext }
type Composed = ComposedContext & { prepared: PreparedContext }

/**
 * One run of the engine. A request with long texts runs in a thread, which reads stores and models through this one. If
 * only the candidates are long, such as a module that must be sent, a thread assembles the context.
 * @throws BudgetExceededError when mandatory content does not fit
 * @throws AppError UNAVAILABLE when too much waits for a thread
 */
export async function runCompose(request: ComposeRequest, ports: EnginePorts): Promise<Composed> {
  if (isLong(request)) {
    const composed = within(await workOnText('compose', { request }, asked(request, ports)))
    return { ...composed, prepared: { ...composed.prepared, request } }
  }
  const prepared = await prepareContext(request, ports)
  const assembled = await runAssemble(prepared, ports)
  tellAssembled(prepared, assembled, ports.watcher)
  return { ...assembled, prepared }
}

/** The first half alone. */
export async function runRetrieve(request: ComposeRequest, ports: EnginePorts): Promise<PreparedContext> {
  if (!isLong(request)) return prepareContext(request, ports)
  return { ...(await workOnText('retrieve', { request }, asked(request, ports))), request }
}

export async function runSearch(request: ComposeRequest, ports: EnginePorts): Promise<Candidate[]> {
  return isLong(request) ? workOnText('search', { request }, asked(request, ports)) : searchContext(request, ports)
}

/** The second half alone, as a replay needs it. @throws BudgetExceededError */
async function runAssemble(
  prepared: PreparedContext,
  ports?: Pick<EnginePorts, 'tokenizer' | 'now'>,
): Promise<ComposedContext> {
  const { request, candidates } = prepared
  const offered = candidates.reduce((sum, { isDropped, text }) => sum + (isDropped ? 0 : text.length), 0)
  if (!hasOwnVocabulary(request) && offered + lengthOf(request) <= SHORT_TEXTS) {
    const tokenizer = ports?.tokenizer ?? (await loadRequestTokenizer(request))
    const pieces = assembleInPieces(prepared, tokenizer, ports?.now ?? (() => 0))
    // the first ones of a process are compiled on the way, and take many times as long as later ones
    await slice.next()
    for (let piece = pieces.next(); ; piece = pieces.next()) {
      if (piece.done) return piece.value
      if (slice.isOver) await slice.next()
    }
  }
  return within(await workOnText('assemble', { prepared }, asked(request)))
}

/** Restores a composition from what it refers to, and assembles it. @throws BudgetExceededError */
export async function runReplay(stored: StoredPrepared, sources: Sources): Promise<Replay> {
  const bodies = [...sources.versions.values()].reduce((sum, { body }) => sum + body.length, 0)
  if (bodies > SHORT_BODIES || hasOwnVocabulary(stored.request)) {
    const { workspaceId } = stored.request
    const work = { workspaceId, urgency: 'person', size: bodies, total: Number.POSITIVE_INFINITY } as const
    return within(await workOnText('replay', { stored, sources }, work))
  }
  const restored = restorePrepared(stored, sources)
  return { ...restored, assembled: await runAssemble(restored.prepared) }
}

/** The difference of two contexts; in a thread where they are long. @throws AppError UNAVAILABLE, LIMIT_EXCEEDED */
export async function runCompare(
  workspaceId: string,
  a: ComparedContext,
  b: ComparedContext,
): Promise<ContextComparison> {
  const size = [...a.messages, ...b.messages].reduce((sum, { content }) => sum + content.length, 0)
  const maxLines = LIMITS.comparedLines
  if (size <= SHORT_TEXTS) return compareContexts(a, b, maxLines)
  return workOnText('compare', { a, b, maxLines }, { workspaceId, urgency: 'person', size })
}

/** Whether its texts take too long to be read on the event loop. */
export function isLong(request: ComposeRequest): boolean {
  return hasOwnVocabulary(request) || request.query.length > SHORT_QUERY || lengthOf(request) > SHORT_TEXTS
}

/** It is read in threads alone: that takes up to some seconds. */
function hasOwnVocabulary({ counting }: Pick<ComposeRequest, 'counting'>): boolean {
  return counting?.vocabulary !== undefined
}

function lengthOf({ query, turns, summaries, profile }: ComposeRequest): number {
  const texts = [...turns.map(({ content }) => content), ...summaries.map(({ text }) => text)]
  const facts = profile?.facts.map(({ key, value }) => `${key}${value}`) ?? []
  return [query, ...texts, ...facts].reduce((sum, text) => sum + text.length, 0)
}

function asked(request: ComposeRequest, ports?: EnginePorts) {
  const { workspaceId } = request
  const size = lengthOf(request)
  const total = Number.POSITIVE_INFINITY
  const outside = ports ? { ports: outsideOf(ports) } : {}
  return { workspaceId, urgency: 'person', size, total, deadlineMs: DEADLINE_MS, ...outside } as const
}

function outsideOf({ tokenizer: _, now: __, giveWay: ___, ...ports }: EnginePorts): Partial<OutsidePorts> {
  return ports
}

function within<Result extends object>(
  result: Result | { exceeded: Pick<BudgetExceededError, 'section' | 'required' | 'available'> },
): Result {
  if (!('exceeded' in result)) return result
  const { section, required, available } = result.exceeded
  throw new BudgetExceededError(section, required, available)
}
