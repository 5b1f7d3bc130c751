import type { ReasonCode } from '@/lib/engine'

/** Reason codes of compositions of earlier versions that had several causes: each with how its words began. */
const OLDER: Record<string, [start: string, code: ReasonCode][]> = {
  below_top_n: [
    ['none of its chunks', 'no_chunk_found'],
    ['not among the ', 'below_top_n'],
  ],
  below_relevance_floor: [
    ['none of what was found', 'below_coverage'],
    ['relevance under', 'below_least_relevance'],
    ['', 'below_relevance_floor'],
  ],
  duplicate_of: [['', 'duplicate_of']],
  over_section_budget: [['', 'over_section_budget']],
  dependency_missing: [['', 'dependency_over_budget']],
  excluded_by_user: [
    ['excluded by curation', 'curated_out'],
    ['', 'excluded_by_request'],
  ],
  superseded: [
    ['the whole module is sent as instructions', 'in_instructions'],
    ['some of what it summarizes', 'summary_unneeded'],
    ['', 'in_whole_module'],
  ],
  expanded_parent: [
    ['summary, for', 'expanded_summary'],
    ['section of', 'expanded_section'],
    ['', 'expanded_whole'],
  ],
}

const BY_END: [code: string, end: string, now: ReasonCode][] = [
  ['below_top_n', 'best modules', 'below_module_limit'],
  ['below_top_n', 'before reranking', 'below_rerank_depth'],
  ['duplicate_of', 'says what it adds', 'adds_nothing'],
  ['over_section_budget', 'worth less than what would make room for it', 'worth_less'],
]

type Told = { reason: string; detail?: string; because?: unknown }

/** Reads what a composition stored of a candidate: codes of earlier versions become those of one cause each. */
export function readOlderReason<T extends Told>(candidate: T): T {
  const { reason, detail = '', because } = candidate
  if (because !== undefined) return candidate
  const ended = BY_END.find(([code, end]) => code === reason && detail.endsWith(end))
  const now = ended?.[2] ?? OLDER[reason]?.find(([start]) => detail.startsWith(start))?.[1]
  return now === undefined || now === reason ? candidate : { ...candidate, reason: now }
}

/** A prepared candidate of an earlier version did not say by itself what put it among the instructions. */
export function readOlderActivation<T extends Told & { activatedBy?: 'always' | 'rule' }>(candidate: T): T {
  if (candidate.activatedBy !== undefined) return candidate
  const activatedBy = ACTIVATIONS[candidate.reason]
  return activatedBy ? { ...candidate, activatedBy } : candidate
}

const ACTIVATIONS: Record<string, 'always' | 'rule' | undefined> = { required_always: 'always', required_rule: 'rule' }
