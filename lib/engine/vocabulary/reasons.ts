export const REASON_UNITS = ['tokens', 'score', 'share', 'rank', 'chunks', 'value', 'exchanges', 'words'] as const
/**
 * What the numbers of a reason count: tokens of the model, a score or a share of 0–1, a 1-based place, chunks, what a
 * selection is worth to packing (summed relevance), exchanges, counted from the end of the conversation, or words.
 */
export type ReasonUnit = (typeof REASON_UNITS)[number]

/** The comparison that decided: `compared` against `limit`, both in `unit`. */
export type Because = {
  compared?: number
  limit?: number
  unit?: ReasonUnit
  /** What else the decision names: a module, a chunk, a rule's condition, a filter. */
  of?: string
  section?: 'instructions' | 'knowledge'
}

/** How `compared` stands to `limit` where the reason holds. */
type Holds = 'below' | 'above' | 'atLeast' | 'atMost'

type Reason = { fate: 'included' | 'dropped' | 'absent'; unit?: ReasonUnit; holds?: Holds }

/**
 * Every reason, each with one cause. Those with a unit have one threshold that decided. `absent` ones only answer "why
 * not?" for a module that is no candidate.
 */
export const REASONS = {
  required_always: { fate: 'included' },
  required_rule: { fate: 'included' },
  required_dependency: { fate: 'included' },
  pinned: { fate: 'included' },
  /** Relevance and support reach the floor. */
  relevant: { fate: 'included', unit: 'score', holds: 'atLeast' },
  /** A module that was found depends on it. */
  needed_by: { fate: 'included' },
  expanded_neighbour: { fate: 'included', unit: 'chunks', holds: 'atMost' },
  expanded_section: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Half or more of its section, or of its module, was found. */
  completes_section: { fate: 'included', unit: 'share', holds: 'atLeast' },
  expanded_whole: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Shorter than the chunks that it stands for. */
  expanded_summary: { fate: 'included', unit: 'tokens', holds: 'below' },
  /** Behind those that packing chooses from, and there was room left. */
  fills_room: { fate: 'included', unit: 'rank', holds: 'atMost' },
  /** Of turns: all of them fit. */
  turns_fit: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  turn_recent: { fate: 'included', unit: 'exchanges', holds: 'atMost' },
  /** Relevant to the query, and there was room. */
  turn_relevant: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Nothing speaks for it but that there was room. */
  turn_fills: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Somebody pinned it. */
  turn_pinned: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** The question wants it in place of a summary. */
  turn_unfolded: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** What the conversation began with. */
  turn_first: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Of what a turn states: the turn is not sent. */
  stated_for_turn: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  stated_pinned: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Of images: the question's own. */
  image_of_question: { fate: 'included' },
  /** Its message is sent word for word, and there was room. */
  image_of_turn: { fate: 'included', unit: 'tokens', holds: 'atMost' },
  /** Of facts: always sent. */
  fact_basic: { fate: 'included' },
  /** Shares words with the query. */
  fact_topical: { fate: 'included', unit: 'words', holds: 'atLeast' },

  below_module_limit: { fate: 'dropped', unit: 'rank', holds: 'above' },
  no_chunk_found: { fate: 'dropped', unit: 'chunks', holds: 'below' },
  below_rerank_depth: { fate: 'dropped', unit: 'rank', holds: 'above' },
  below_top_n: { fate: 'dropped', unit: 'rank', holds: 'above' },
  /** The best of all that was found holds too little of the query. */
  below_coverage: { fate: 'dropped', unit: 'share', holds: 'below' },
  below_relevance_floor: { fate: 'dropped', unit: 'score', holds: 'below' },
  /** Under the relevance that anything must have, however weak the rest is. */
  below_least_relevance: { fate: 'dropped', unit: 'score', holds: 'below' },
  duplicate_of: { fate: 'dropped', unit: 'share', holds: 'atLeast' },
  over_section_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** It would fit, but not with what it depends on. */
  dependency_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** It was pinned, and what must be sent besides leaves it no room. */
  pin_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  over_total_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** It would take the place of something that is worth as much or more. */
  worth_less: { fate: 'dropped', unit: 'value', holds: 'atMost' },
  adds_nothing: { fate: 'dropped', unit: 'value', holds: 'atMost' },
  turn_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** Behind those that filled the room. */
  turn_too_far_down: { fate: 'dropped', unit: 'rank', holds: 'above' },
  /** It stands in a turn that is sent. */
  stated_in_turn: { fate: 'dropped' },
  stated_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** The policy sends no older turns. */
  turns_off: { fate: 'dropped', unit: 'exchanges', holds: 'above' },
  image_not_taken: { fate: 'dropped' },
  image_without_turn: { fate: 'dropped' },
  image_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  /** More images than one request may carry. */
  image_too_many: { fate: 'dropped', unit: 'rank', holds: 'above' },
  fact_off_topic: { fate: 'dropped', unit: 'words', holds: 'below' },
  fact_uncertain: { fate: 'dropped', unit: 'score', holds: 'below' },
  fact_over_budget: { fate: 'dropped', unit: 'tokens', holds: 'above' },
  fact_expired: { fate: 'dropped' },
  /** It may not leave this machine, and the model is elsewhere. */
  fact_stays_here: { fate: 'dropped' },
  /** It is sent elsewhere only when the request allows it. */
  fact_not_allowed: { fate: 'dropped' },
  /** Nobody has accepted it yet. */
  fact_waits: { fate: 'dropped' },
  in_whole_module: { fate: 'dropped' },
  in_instructions: { fate: 'dropped' },
  summary_unneeded: { fate: 'dropped' },
  /** Nothing that depends on it is sent. */
  not_needed: { fate: 'dropped' },
  curated_out: { fate: 'dropped' },
  excluded_by_request: { fate: 'dropped' },
  filtered_out: { fate: 'dropped' },

  not_in_release: { fate: 'absent' },
  disabled: { fate: 'absent' },
  manual_only: { fate: 'absent' },
  rule_not_matched: { fate: 'absent' },
  not_retrieved: { fate: 'absent' },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof REASONS
export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]

const HOLDS: Record<Holds, (compared: number, limit: number) => boolean> = {
  below: (compared, limit) => compared < limit,
  above: (compared, limit) => compared > limit,
  atLeast: (compared, limit) => compared >= limit,
  atMost: (compared, limit) => compared <= limit,
}

/** Whether the numbers of a reason are the ones it speaks of, and stand to each other as it says. */
export function isConsistent(code: ReasonCode, because: Because | undefined): boolean {
  const reason: Reason = REASONS[code]
  const { compared, limit, unit } = because ?? {}
  if (reason.unit === undefined || reason.holds === undefined) return compared === undefined && limit === undefined
  if (unit !== reason.unit || compared === undefined || limit === undefined) return false
  return HOLDS[reason.holds](compared, limit)
}
