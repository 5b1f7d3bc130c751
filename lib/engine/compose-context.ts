import { analyzeQuery } from './analyze/analyze-query'
import { askAnalyzer } from './analyze/ask-analyzer'
import { assembleContext } from './assemble-context'
import { recordSteps } from './prepare/record-steps'
import { crossEncode } from './rerank/cross-encode'
import { rememberTerms } from './rerank/remember-terms'
import { scoreSignals } from './rerank/score-signals'
import { compareCandidates, selectCandidates } from './rerank/select-candidates'
import { toTextTerms } from './rerank/text-terms'
import { buildSearchQuery } from './retrieve/build-search-query'
import { expandCandidates } from './retrieve/expand-candidates'
import { offerDependencies } from './retrieve/offer-dependencies'
import { questionsOf, scoreTurns } from './retrieve/score-turns'
import { selectChunks } from './retrieve/select-chunks'
import { selectModules } from './retrieve/select-modules'
import { selectRequired } from './retrieve/select-required'
import { describeConditions, matchRules } from './rules/match-rules'
import { detectTextLanguage } from './text/detect-language'
import { extractQueryTerms } from './text/query-terms'
import { extractTerms } from './text/terms'
import type { ComposedContext, ComposeRequest, PreparedContext } from './vocabulary/composition'
import type { EnginePorts, RetrievalPort, StepWatcher, TermCount } from './vocabulary/ports'
import type { Constraint, QueryAnalysis } from './vocabulary/query-analysis'
import type { Candidate, ModuleSnapshot, Profile } from './vocabulary/types'

/** Candidates that are reranked, as a multiple of `topN`: those further down the fused list could not come back. */
const RERANK_DEPTH = 4

/** In the language of the text, as the index has it. */
const termsOf = rememberTerms((text) => toTextTerms(extractTerms(text, detectTextLanguage(text))))

const turnTermsOf = rememberTerms((text) => ({ own: termsOf(text), questions: termsOf(questionsOf(text)) }))

const formsByLanguages = new Map<string, (text: string) => TermCount[]>()

/** For texts that are too short to tell their language: the forms that their words have in all of them. */
function formsIn(languages: string[]): (text: string) => TermCount[] {
  const key = languages.join(' ')
  let formsOf = formsByLanguages.get(key)
  if (!formsOf) {
    formsOf = rememberTerms((text) => extractQueryTerms(text, 'und', languages))
    formsByLanguages.set(key, formsOf)
  }
  return formsOf
}

async function listLanguages(retrieval: RetrievalPort): Promise<string[]> {
  return (await retrieval.listLanguages?.()) ?? ['en']
}

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
  const { steps, run } = recordSteps(ports.now, ports.watcher)

  const analyzed = await run('analyze', () => analyze(request, ports), analysisCounts)
  const { analysis } = analyzed

  const required = await run(
    'require',
    () => selectRequired(request, retrieval, (module) => describeRuleMatch(module, request, analysis)),
    (result) => ({ in: request.pins.length, out: result.required.length, notes: result.warnings }),
  )
  const taken = new Set(required.required.map((candidate) => candidate.module.moduleId))

  const languages = await listLanguages(retrieval)
  const search = await run(
    'embed',
    () => buildSearchQuery(analysis, queryTerms(analysis, languages), request, ports.embedding),
    (result) => ({ in: result.query.terms.length, out: result.query.embedding?.length ?? 0, notes: result.notes }),
  )

  const coarse = await run(
    'retrieve modules',
    () => selectModules(search.query, settings.retrieval, taken, retrieval),
    (result) => ({ in: result.hits.size, out: result.modules.size }),
  )

  const fine = await run(
    'retrieve chunks',
    () => selectChunks(search.query, settings.retrieval, coarse.modules, coarse.hits, retrieval),
    (result) => ({ in: coarse.modules.size, out: result.found.length }),
  )

  const depth = RERANK_DEPTH * settings.rerank.topN
  const scored = await run(
    'rerank',
    () => rerank(fine.found.slice(0, depth), { request, analysis, queryTerms: search.query.terms, languages }, ports),
    (result) => ({ in: fine.found.length, out: result.candidates.length, notes: result.notes }),
  )
  const notReranked = fine.found.slice(depth).map((candidate, at): Candidate => {
    const because = { compared: depth + at + 1, limit: depth, unit: 'rank' } as const
    return { ...candidate, reason: 'below_rerank_depth', because, isDropped: true }
  })

  const selected = await run(
    'select',
    () =>
      selectCandidates(scored.candidates, settings.rerank, !(scored.isCrossEncoded || ports.embedding?.seesMeaning)),
    (result) => ({ in: scored.candidates.length, out: result.kept.length, notes: result.notes }),
  )

  const expanded = await run(
    'expand',
    () =>
      expandCandidates(
        selected.kept,
        { outranked: [...selected.outranked, ...notReranked], dropped: selected.dropped },
        coarse.modules,
        settings.retrieval,
        retrieval,
      ),
    (result) => ({ in: selected.kept.length, out: result.kept.length }),
  )

  const needed = await run(
    'depend',
    () => offerDependencies(expanded.kept, taken, request, retrieval),
    (result) => ({ in: expanded.kept.length, out: expanded.kept.length + result.offered.length }),
  )
  const turnScores = await run(
    'retrieve turns',
    () => scoreHistory(request, analysis, languages),
    (result) => ({ in: request.turns.length, out: result.filter((score) => score > 0).length }),
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
    terms: [...new Set(search.query.terms.map(({ term }) => term))],
  }
}

/** How much the turns have to do with the query, in the languages of both. */
function scoreHistory({ turns }: ComposeRequest, analysis: QueryAnalysis, languages: string[]): number[] {
  if (turns.length === 0) return []
  const { standaloneQuery, language } = analysis
  const terms = extractQueryTerms(standaloneQuery, language, [...languages, language])
  return scoreTurns({ text: standaloneQuery, terms }, turns, turnTermsOf)
}

/**
 * Search without composing: the chunks of the release that fit a query, best first by `signals.final`, retrieved and
 * reranked as for a composition but without floor, MMR, collapsing or budget.
 */
export async function searchContext(request: ComposeRequest, ports: EnginePorts): Promise<Candidate[]> {
  const { settings } = request.policy
  const { analysis } = await analyze(request, ports)
  const languages = await listLanguages(ports.retrieval)
  const terms = queryTerms(analysis, languages)
  const { query } = await buildSearchQuery(analysis, terms, request, ports.embedding)
  const coarse = await selectModules(query, settings.retrieval, new Set(), ports.retrieval)
  const fine = await selectChunks(query, settings.retrieval, coarse.modules, coarse.hits, ports.retrieval)
  const scored = await rerank(fine.found, { request, analysis, queryTerms: terms, languages }, ports)
  return scored.candidates.sort(compareCandidates)
}

type Analyzed = Awaited<ReturnType<typeof askAnalyzer>>

function analyze({ query, turns }: ComposeRequest, ports: EnginePorts): Promise<Analyzed> {
  return askAnalyzer(analyzeQuery(query, turns), turns, ports.analysis)
}

type Asked = { request: ComposeRequest; analysis: QueryAnalysis; queryTerms: TermCount[]; languages: string[] }

async function rerank(
  candidates: Candidate[],
  { request, analysis, queryTerms, languages }: Asked,
  ports: EnginePorts,
) {
  const { scores, notes, warnings } = await crossEncode(analysis.standaloneQuery, candidates, ports.reranking)
  const context = {
    request: { day: request.day, turns: request.turns, profile: withoutExpired(request.profile, request.day) },
    analysis,
    queryTerms,
    settings: request.policy.settings,
    termsOf,
    formsOf: formsIn(languages),
  }
  return {
    candidates: scoreSignals(candidates, context, scores),
    isCrossEncoded: scores !== undefined,
    notes,
    warnings,
  }
}

/** Fewer words than this are too few to search with. */
const LEAST_WORDS = 2

/** What the query says it does not want is not searched for, unless hardly anything else is left of it. */
function queryTerms({ standaloneQuery, exclusions, language }: QueryAnalysis, languages: string[]): TermCount[] {
  const toTerms = (text: string) => extractQueryTerms(text, language, languages)
  const terms = toTerms(standaloneQuery)
  const unwanted = new Set(exclusions.flatMap(toTerms).map(({ word }) => word))
  const wanted = terms.filter(({ word }) => !unwanted.has(word))
  return new Set(wanted.map(({ word }) => word)).size < LEAST_WORDS ? terms : wanted
}

function describeRuleMatch(
  module: ModuleSnapshot,
  request: ComposeRequest,
  analysis: QueryAnalysis,
): string | undefined {
  const profile = withoutExpired(request.profile, request.day)
  const { model, paths, task } = request
  const matched = matchRules(module.rules, { analysis, intent: task ?? analysis.intent, model, profile, paths })
  return matched && describeConditions(matched)
}

function withoutExpired(profile: Profile | undefined, day: string): Profile | undefined {
  if (!profile) return undefined
  return { ...profile, facts: profile.facts.filter((fact) => fact.expiresOn === undefined || fact.expiresOn >= day) }
}

function analysisCounts({ analysis, by, warnings }: Analyzed) {
  const { intent, queryType, complexity, specificity, language, isFollowUp, exclusions, constraints } = analysis
  const kind = isFollowUp ? 'follow-up' : 'stand-alone'
  const narrowed = [...exclusions.map((value) => `not ${value}`), ...constraints.map(describeConstraint)]
  return {
    in: 1,
    out: analysis.keywords.length,
    notes: [
      `${kind}, ${intent}, ${queryType}, complexity ${complexity}, specificity ${specificity}, language ${language}`,
      ...(narrowed.length > 0 ? [narrowed.join(', ')] : []),
      ...(by === 'rules' ? [] : [`by ${by}`]),
      ...warnings,
    ],
  }
}

function describeConstraint({ kind, value }: Constraint): string {
  return `${kind} ${value}`
}
