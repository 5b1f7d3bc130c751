import type { Level, QueryAnalysis } from '../../vocabulary/query-analysis'
import type { TextTerms } from '../text-terms'

/** How focused a text should be for a query of each specificity: overviews for open questions, details for exact ones. */
const TARGET: Record<Level, number> = { low: 0.25, medium: 0.5, high: 0.8 }
/** Density of query terms at which a text counts as half focused: one word in twenty. */
const HALF_FOCUS = 0.05

/**
 * How well the focus of a text fits the specificity of the query, 0–1: focus / target up to the target, 1 beyond it, and
 * for open questions 1 − (focus − target) there, since a detail does not answer them. focus = d / (d + 0.05), d being the
 * density of query terms in the text, so that length counts through it (the saturation is that of BM25's term frequency:
 * Robertson, Zaragoza: "The Probabilistic Relevance Framework", 2009, §3.4.2). When the query names identifiers (code,
 * versions, error codes), the share of them that stands verbatim in the text counts half.
 */
export function specificity(
  text: string,
  { ids, counts, total }: TextTerms,
  queryIds: ReadonlySet<number>,
  analysis: Pick<QueryAnalysis, 'specificity' | 'identifiers'>,
): number {
  let matching = 0
  for (let at = 0; at < ids.length; at++) if (queryIds.has(ids[at]!)) matching += counts[at]!
  const density = total > 0 ? matching / total : 0
  const focus = density / (density + HALF_FOCUS)
  const target = TARGET[analysis.specificity]
  const beyond = analysis.specificity === 'low' ? 1 - (focus - target) : 1
  const fit = focus < target ? focus / target : beyond
  if (analysis.identifiers.length === 0) return fit
  const verbatim = analysis.identifiers.filter((identifier) => text.includes(identifier)).length
  return (fit + verbatim / analysis.identifiers.length) / 2
}
