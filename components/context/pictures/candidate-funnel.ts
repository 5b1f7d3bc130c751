import type { CandidateTrace, ReasonCode } from '@/lib/engine'

/** Where candidates stay out, in the order in which they are looked at. */
const STAGES = [
  { name: 'Ranked', reasons: ['below_module_limit', 'no_chunk_found', 'below_rerank_depth', 'below_top_n'] },
  { name: 'Strong', reasons: ['below_coverage', 'below_relevance_floor', 'below_least_relevance'] },
  {
    name: 'Not repeated',
    reasons: ['duplicate_of', 'adds_nothing', 'in_whole_module', 'in_instructions', 'summary_unneeded'],
  },
] as const satisfies { name: string; reasons: ReasonCode[] }[]

const REQUIRED: ReasonCode[] = ['required_always', 'required_rule', 'required_dependency', 'pinned']

export type FunnelStage = {
  name: string
  /** That go on from here. */
  on: number
  /** That stay out here. */
  out: number
}

/** How many candidates came how far, from all that were found to what was sent; what has to be sent is no part of it. */
export function funnelOf(candidates: Pick<CandidateTrace, 'fate' | 'reason'>[]): FunnelStage[] {
  const found = candidates.filter(({ reason }) => !REQUIRED.includes(reason))
  let left = found.length
  const stages: FunnelStage[] = [{ name: 'Found', on: left, out: 0 }]
  for (const { name, reasons } of STAGES) {
    const out = found.filter(({ fate, reason }) => fate === 'dropped' && isOneOf(reasons, reason)).length
    left -= out
    stages.push({ name, on: left, out })
  }
  const sent = found.filter(({ fate }) => fate === 'included').length
  return [...stages, { name: 'Sent', on: sent, out: left - sent }]
}

const isOneOf = (reasons: readonly ReasonCode[], reason: ReasonCode) => reasons.includes(reason)
