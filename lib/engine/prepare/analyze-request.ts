import { analyzeInPieces } from '../analyze/analyze-query'
import { askAnalyzer } from '../analyze/ask-analyzer'
import type { ComposeRequest } from '../vocabulary/composition'
import type { EnginePorts } from '../vocabulary/ports'
import type { Constraint } from '../vocabulary/query-analysis'

type Analyzed = Awaited<ReturnType<typeof askAnalyzer>>

/** By the rules, or by the model that is plugged in. */
export async function analyzeRequest({ query, turns }: ComposeRequest, ports: EnginePorts): Promise<Analyzed> {
  const pieces = analyzeInPieces(query, turns)
  let piece = pieces.next()
  for (; !piece.done; piece = pieces.next()) await ports.giveWay?.()
  return askAnalyzer(piece.value, turns, ports.analysis)
}

/** What the trace says of an analysis. */
export function countAnalysis({ analysis, by, warnings }: Analyzed) {
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
