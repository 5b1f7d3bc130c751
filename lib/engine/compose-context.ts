import { assembleContext } from './assemble-context'
import { analyzeRequest, countAnalysis } from './prepare/analyze-request'
import { buildSearches } from './prepare/build-searches'
import { describeRuleMatch } from './prepare/match-module-rules'
import { listLanguages } from './prepare/read-terms'
import { recordSteps } from './prepare/record-steps'
import { rerankCandidates } from './prepare/rerank-candidates'
import { scoreHistory } from './prepare/score-history'
import { scoreProfile } from './prepare/score-profile'
import { compareCandidates, selectCandidates } from './rerank/select-candidates'
import { expandCandidates } from './retrieve/expand-candidates'
import { offerDependencies } from './retrieve/offer-dependencies'
import { selectChunksBeside, selectModulesBeside } from './retrieve/search-beside'
import { selectRequired } from './retrieve/select-required'
import type { ComposedContext, ComposeRequest, PreparedContext } from './vocabulary/composition'
import type { EnginePorts, StepWatcher } from './vocabulary/ports'
import type { Candidate } from './vocabulary/types'

/** Candidates that are reranked, as a multiple of `topN`: those further down the fused list could not come back. */
const RERANK_DEPTH = 4

/**
 * One run of the engine: decides what a model gets to see for a query, and says why.
 *
 * @throws BudgetExceededError when mandatory content does not fit
 */
export async function composeContext(
  request: ComposeRequest,
  ports: EnginePorts,
): Promise<ComposedContext & { prepared: PreparedContext }> {
  const prepared = await prepareContext(request, ports)
  const assembled = assembleContext(prepared, ports.tokenizer, ports.now)
  tellAssembled(prepared, assembled, ports.watcher)
  return { ...assembled, prepared }
}

/** Tells a watcher of the steps of the second half. */
export function tellAssembled({ steps }: PreparedContext, { trace }: ComposedContext, watcher?: StepWatcher): void {
  for (const step of trace.steps.slice(steps.length)) watcher?.tell(step)
}

/**
 * The first half of the pipeline, everything that needs stores and models: analyze, retrieve, rerank. The second half
 * (`assembleContext`) is synchronous and computes the messages from the result alone.
 */
export async function prepareContext(request: ComposeRequest, ports: EnginePorts): Promise<PreparedContext> {
  const { retrieval } = ports
  const { settings } = request.policy
  const { steps, run } = recordSteps(ports)

  const analyzed = await run('analyze', () => analyzeRequest(request, ports), countAnalysis)
  const { analysis } = analyzed

  const required = await run(
    'require',
    () => selectRequired(request, retrieval, (module) => describeRuleMatch(module, request, analysis)),
    (result) => ({ in: request.pins.length, out: result.required.length, notes: result.warnings }),
  )
  const taken = new Set(required.required.map((candidate) => candidate.module.moduleId))

  const languages = await listLanguages(retrieval)
  const chunks = await retrieval.estimateChunks?.()
  const search = await run(
    'embed',
    () => buildSearches(analysis, languages, request, ports.embedding),
    (result) => ({ in: result.query.terms.length, out: result.query.embedding?.length ?? 0, notes: result.notes }),
  )

  const coarse = await run(
    'retrieve modules',
    () => selectModulesBeside(search.query, search.beside, settings.retrieval, taken, retrieval),
    (result) => ({ in: result.found, out: result.modules.size }),
  )

  const fine = await run(
    'retrieve chunks',
    () => selectChunksBeside(search.query, search.beside, settings.retrieval, coarse, retrieval),
    (result) => ({ in: coarse.modules.size, out: result.found.length }),
  )

  const depth = RERANK_DEPTH * settings.rerank.topN
  const scored = await run(
    'rerank',
    () =>
      rerankCandidates(
        fine.found.slice(0, depth),
        { request, analysis, queryTerms: search.query.terms, languages },
        ports,
      ),
    (result) => ({ in: fine.found.length, out: result.candidates.length, notes: result.notes }),
  )
  const notReranked = fine.found.slice(depth).map((candidate, at): Candidate => {
    const because = { compared: depth + at + 1, limit: depth, unit: 'rank' } as const
    return { ...candidate, reason: 'below_rerank_depth', because, isDropped: true }
  })

  const selected = await run(
    'select',
    () =>
      selectCandidates(scored.candidates, settings.rerank, {
        words: scored.askedWords,
        chunks,
        areWordsDecisive: !(scored.isCrossEncoded || ports.embedding?.seesMeaning),
      }),
    (result) => ({
      in: scored.candidates.length,
      out: result.kept.length + result.spare.length,
      notes: result.notes,
    }),
  )

  const expanded = await run(
    'expand',
    () =>
      expandCandidates(
        selected.kept,
        { spare: selected.spare, outranked: [...selected.outranked, ...notReranked], dropped: selected.dropped },
        coarse.modules,
        settings.retrieval,
        retrieval,
      ),
    (result) => ({ in: selected.kept.length + selected.spare.length, out: result.kept.length }),
  )

  const needed = await run(
    'depend',
    () => offerDependencies(expanded.kept, taken, request, retrieval),
    (result) => ({ in: expanded.kept.length, out: expanded.kept.length + result.offered.length }),
  )
  const { embedding: vector } = search.query
  const meaning = ports.embedding?.seesMeaning ? { vector, port: ports.turnVectors } : {}
  const { scores: turnScores } = await run(
    'retrieve turns',
    () => scoreHistory(request, analysis, languages, meaning),
    ({ scores, notes }) => ({ in: request.turns.length, out: scores.filter((score) => score > 0).length, notes }),
  )
  const isNeeded = new Set([...needed.offered, ...needed.dropped].map(({ module }) => module.moduleId))
  const isOfferedAgain = ({ module, chunkId }: Candidate) => chunkId === undefined && isNeeded.has(module.moduleId)
  const dropped = [...expanded.dropped, ...coarse.dropped, ...fine.dropped].filter((each) => !isOfferedAgain(each))

  return {
    request,
    analysis,
    candidates: [
      ...required.required,
      ...expanded.kept,
      ...needed.offered,
      ...[...dropped, ...needed.dropped].sort(compareCandidates),
      ...required.excluded,
    ],
    steps,
    filters: coarse.filters,
    warnings: [
      ...(request.warnings ?? []),
      ...analyzed.warnings,
      ...required.warnings,
      ...search.warnings,
      ...scored.warnings,
      ...needed.warnings,
    ],
    ...(turnScores.length > 0 ? { turnScores } : {}),
    ...scoreProfile(request, analysis, languages),
    terms: [...new Set(search.query.terms.map(({ term }) => term))],
  }
}

/**
 * Search without composing: the chunks of the release that fit a query, best first by `signals.final`, retrieved and
 * reranked as for a composition but without floor, MMR, collapsing or budget.
 */
export async function searchContext(request: ComposeRequest, ports: EnginePorts): Promise<Candidate[]> {
  const { settings } = request.policy
  const { analysis } = await analyzeRequest(request, ports)
  const languages = await listLanguages(ports.retrieval)
  const { query, beside } = await buildSearches(analysis, languages, request, ports.embedding)
  const coarse = await selectModulesBeside(query, beside, settings.retrieval, new Set(), ports.retrieval)
  const fine = await selectChunksBeside(query, beside, settings.retrieval, coarse, ports.retrieval)
  const scored = await rerankCandidates(fine.found, { request, analysis, queryTerms: query.terms, languages }, ports)
  return scored.candidates.sort(compareCandidates)
}
