import { allocateSections, type SectionBudget } from './assemble/allocate-sections'
import type { Choice } from './assemble/build-plan'
import { chooseContent } from './assemble/choose-content'
import { describeUsage, traceCandidates } from './assemble/describe-composition'
import { fitContext } from './assemble/fit-context'
import { fitPins } from './assemble/fit-pins'
import { hashMessages, hashPrefix } from './assemble/hash-messages'
import { noteMissingDependencies } from './assemble/note-dependencies'
import { traceFacts } from './assemble/trace-facts'
import { traceStated } from './assemble/trace-stated'
import { traceTurns } from './assemble/trace-turns'
import { createWriter } from './assemble/write-choice'
import type { CountedContext } from './format/count-context'
import { attachImages, questionImageTokens } from './images/attach-images'
import type { Drop } from './pack/explain-drops'
import { mergeCandidates } from './pack/merge-candidates'
import { describePlacement, placeItems } from './pack/place-items'
import type { ComposedContext, ComposeRequest, PreparedContext } from './vocabulary/composition'
import type { Tokenizer } from './vocabulary/ports'
import type { ImageTrace, TraceStep } from './vocabulary/trace'
import type { Candidate } from './vocabulary/types'

/**
 * The second half of the pipeline: allocate, pack, format. Pure and synchronous, so that the server, the browser's
 * what-if and a replay get the same bytes from the same `prepared`.
 *
 * @param now monotonic milliseconds for the steps' durations; nothing that is sent depends on it
 * @throws BudgetExceededError when what must be sent does not fit
 */
export function assembleContext(
  asked: PreparedContext,
  tokenizer: Tokenizer,
  now: () => number = () => 0,
): ComposedContext {
  const pieces = assembleInPieces(asked, tokenizer, now)
  let piece = pieces.next()
  while (!piece.done) piece = pieces.next()
  return piece.value
}

/** As `assembleContext`; whoever steps through it may let others work between two of its steps, which no step counts. */
export function* assembleInPieces(
  asked: PreparedContext,
  tokenizer: Tokenizer,
  now: () => number,
): Generator<void, ComposedContext> {
  const { request } = asked
  const writer = createWriter(request, tokenizer)

  const start = now()
  const { prepared, budget, warnings } = fitPins(asked, (tried) => allocateSections(tried, writer, tokenizer.isExact))
  const { candidates } = prepared
  const allocateMs = now() - start
  yield

  const packStart = now()
  const chosen = chooseContent(prepared, budget, writer.costs)
  const packMs = now() - packStart
  yield

  const formatStart = now()
  const forText = budget.window.available - questionImageTokens(request)
  const fitted = fitContext(chosen.choice, forText, budget.allocated, (choice) =>
    writer.write(choice, budget.isRepeatingStanding),
  )
  const { prefix } = fitted.rendered
  const { spans } = fitted.counted
  const room = roomForImages(request, budget, fitted.counted)
  const {
    messages,
    images,
    tokens: imageTokens,
  } = attachImages(request, { messages: fitted.rendered.messages, spans }, room)
  const sections = {
    ...fitted.counted.sections,
    history: fitted.counted.sections.history + imageTokens.history,
    query: fitted.counted.sections.query + imageTokens.query,
  }
  const formatMs = now() - formatStart
  yield

  const drops = joinDrops(chosen.dropped, fitted.dropped)
  const missing = noteMissingDependencies(candidates, drops)
  const offered = candidates.filter((candidate) => !candidate.isDropped).length
  const packed = chosen.choice.instructions.length + chosen.choice.knowledge.length
  const steps: TraceStep[] = [
    {
      name: 'allocate',
      ms: allocateMs,
      in: offered,
      out: offered,
      tokens: budget.window.available,
      notes: budget.notes,
    },
    { name: 'pack', ms: packMs, in: offered, out: packed, notes: [...chosen.notes, ...missing] },
    {
      name: 'format',
      ms: formatMs,
      in: packed,
      out: messages.length,
      tokens: fitted.counted.inputTokens + imageTokens.history + imageTokens.query,
      notes: [...fitted.notes, ...notePlacement(request, fitted.choice), ...noteImages(images)],
    },
  ]
  return {
    messages,
    text: messages.map((message) => message.content).join('\n\n'),
    usage: describeUsage(request, budget, sections),
    trace: {
      id: request.id,
      workspaceId: request.workspaceId,
      revision: request.revision,
      releaseId: request.releaseId,
      policy: { id: request.policy.id, version: request.policy.version },
      day: request.day,
      analysis: prepared.analysis,
      steps: [...prepared.steps, ...steps],
      filters: prepared.filters,
      adaptations: budget.adaptations,
      candidates: traceCandidates(candidates, drops),
      ...traceTurns(prepared, { ...chosen, ...fitted, costs: writer.costs }),
      ...traceStated(chosen.statedFates, fitted.droppedStated),
      ...traceFacts(chosen.factFates, { ...fitted, costs: writer.costs }),
      ...(images.length > 0 ? { images } : {}),
      spans,
      prefixHash: hashPrefix(messages, prefix),
      contextHash: hashMessages(messages),
      warnings: [...prepared.warnings, ...warnings],
      ...(request.pins.length > 0 ? { pins: request.pins } : {}),
      ...(request.excludes.length > 0 ? { excludes: request.excludes } : {}),
      ...(request.unfolds ? { unfolds: request.unfolds } : {}),
    },
  }
}

/** What the window and the policy's history leave for images of earlier messages, in tokens. */
function roomForImages(request: ComposeRequest, { window, allocated }: SectionBudget, counted: CountedContext): number {
  const { grow, max = Number.POSITIVE_INFINITY } = request.policy.settings.budget.sections.history
  const ofHistory = grow > 0 ? max : allocated.history
  const left = window.available - counted.inputTokens - questionImageTokens(request)
  return Math.max(0, Math.min(left, ofHistory - counted.sections.history))
}

function noteImages(images: ImageTrace[]): string[] {
  if (images.length === 0) return []
  const sent = images.filter(({ fate }) => fate === 'included')
  const tokens = sent.reduce((sum, image) => sum + image.tokens, 0)
  return [`${sent.length} of ${images.length} images, about ${tokens} tokens by the provider's formula`]
}

/** What gave way to something that the window had no room for in the end did not fit the window either. */
function joinDrops(chosen: ReadonlyMap<Candidate, Drop>, fitted: ReadonlyMap<Candidate, Drop>): Map<Candidate, Drop> {
  const drops = new Map([...chosen, ...fitted])
  if (fitted.size === 0) return drops
  for (const [candidate, { inFavourOf = [] }] of chosen) {
    const removed = inFavourOf.flatMap((other) => fitted.get(other) ?? [])
    if (removed[0] && removed.length === inFavourOf.length) drops.set(candidate, removed[0])
  }
  return drops
}

function notePlacement({ policy }: ComposeRequest, { knowledge }: Choice): string[] {
  if (policy.settings.format.placement !== 'ends') return []
  const items = mergeCandidates(knowledge)
  const note = describePlacement(items, placeItems(items, 'ends'))
  return note === undefined ? [] : [note]
}
