import { crossEncode } from '../rerank/cross-encode'
import { scoreSignals } from '../rerank/score-signals'
import { countWords } from '../text/query-words'
import type { ComposeRequest } from '../vocabulary/composition'
import type { EnginePorts, TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import type { Candidate } from '../vocabulary/types'
import { formsIn, readAskedTerms, termsOf } from './read-terms'
import { withUsableFacts } from './with-usable-facts'

type Asked = { request: ComposeRequest; analysis: QueryAnalysis; queryTerms: TermCount[]; languages: string[] }

/** Scores the candidates by every signal, with a cross-encoder where one is plugged in. */
export async function rerankCandidates(
  candidates: Candidate[],
  { request, analysis, queryTerms, languages }: Asked,
  ports: EnginePorts,
) {
  const { scores, notes, warnings } = await crossEncode(analysis.standaloneQuery, candidates, ports.reranking)
  // what is read here is remembered: scoring finds it
  for (const { text } of candidates) {
    termsOf(text)
    await ports.giveWay?.()
  }
  const askedTerms = readAskedTerms(analysis, queryTerms, languages)
  const context = {
    request: { ...request, profile: withUsableFacts(request) },
    analysis,
    queryTerms,
    askedTerms,
    settings: request.policy.settings,
    termsOf,
    formsOf: formsIn(languages),
  }
  return {
    candidates: scoreSignals(candidates, context, scores),
    askedWords: countWords(askedTerms),
    isCrossEncoded: scores !== undefined,
    notes,
    warnings,
  }
}
