import type { Because, ReasonCode, ReasonUnit } from './reasons'

/** Each reason as a person says it; `describeReason` adds the numbers that decided. */
export const REASON_WORDS: Record<ReasonCode, string> = {
  required_always: 'always on',
  required_rule: 'a rule matched',
  required_dependency: 'needed by a module that must be sent',
  pinned: 'pinned',
  relevant: 'relevant',
  needed_by: 'needed by what was found',
  expanded_neighbour: 'next to a strong chunk',
  expanded_section: 'same section as a strong chunk',
  completes_section: 'the rest of what was mostly found',
  expanded_whole: 'short, so offered whole',
  expanded_summary: 'summary, in place of its chunks',
  fills_room: 'there was room left',
  turns_fit: 'the whole conversation fits',
  turn_recent: 'one of the last exchanges',
  turn_relevant: 'relevant to the question',
  turn_fills: 'there was room',
  turn_pinned: 'pinned',
  turn_unfolded: 'asked for in place of its summary',
  turn_first: 'the conversation began with it',
  stated_for_turn: 'its turn is not sent',
  stated_pinned: 'pinned',
  image_of_question: 'goes with the question',
  image_of_turn: 'its message is sent',
  fact_basic: 'always sent',
  fact_topical: 'about the question',
  below_module_limit: 'not among the best modules',
  no_chunk_found: 'none of its chunks was found',
  below_rerank_depth: 'too far down the search',
  below_top_n: 'not among the best chunks',
  below_coverage: 'nothing found speaks of the question',
  below_relevance_floor: 'too weak',
  below_least_relevance: 'hardly about the question',
  duplicate_of: 'repeats another',
  over_section_budget: 'did not fit its section',
  dependency_over_budget: 'did not fit with what it needs',
  pin_over_budget: 'pinned, but did not fit',
  over_total_budget: 'did not fit the window',
  worth_less: 'would replace something as good',
  adds_nothing: 'adds nothing to what is sent',
  turn_over_budget: 'did not fit the history',
  turn_too_far_down: 'behind the messages that filled the history',
  stated_in_turn: 'its turn is sent',
  stated_over_budget: 'did not fit the history',
  turns_off: 'older than the exchanges kept',
  image_not_taken: 'the model takes no images',
  image_without_turn: 'its message is not sent word for word',
  image_over_budget: 'did not fit the history',
  image_too_many: 'one request carries no more images',
  fact_off_topic: 'not about the question',
  fact_uncertain: 'too uncertain',
  fact_over_budget: 'did not fit the profile',
  fact_expired: 'expired',
  fact_stays_here: 'may not leave this machine',
  fact_not_allowed: 'not allowed for this request',
  fact_waits: 'waits to be accepted',
  in_whole_module: 'its whole module is sent',
  in_instructions: 'its whole module is in the instructions',
  summary_unneeded: 'what it sums up is sent',
  not_needed: 'nothing that needs it is sent',
  curated_out: 'excluded by curation',
  excluded_by_request: 'excluded by the request',
  filtered_out: 'removed by a filter',
  not_in_release: 'not in the release',
  disabled: 'archived',
  manual_only: 'manual: takes part only when pinned',
  rule_not_matched: 'its rule did not match',
  not_retrieved: 'not found by the search',
}

type Numbers = { compared: string; limit: string; of: string; room: string }

const NUMBER_WORDS: Partial<Record<ReasonCode, (numbers: Numbers) => string>> = {
  relevant: ({ compared, limit }) => `${compared}, needs ${limit}`,
  expanded_neighbour: ({ compared, limit, of }) => `place ${compared} beside ${of}, up to ${limit} are offered`,
  expanded_section: ({ compared, limit, of }) => `section of ${of}, ${compared} tokens, up to ${limit} are offered`,
  completes_section: ({ compared, limit, of }) => `${compared} of the text around ${of} was found, needs ${limit}`,
  expanded_whole: ({ compared, limit, of }) => `for ${of}, ${compared} tokens, up to ${limit} are offered whole`,
  expanded_summary: ({ compared, limit }) => `${compared} tokens for ${limit}`,
  fills_room: ({ compared, limit }) => `place ${compared}, up to place ${limit} fill what better ones leave`,
  turns_fit: ({ compared, limit }) => `${compared} tokens, ${limit} fit`,
  turn_recent: ({ compared, limit }) => `exchange ${compared} from the end, the last ${limit} are kept`,
  turn_relevant: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  turn_fills: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  turn_pinned: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  turn_unfolded: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  turn_first: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  stated_for_turn: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  stated_pinned: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  image_of_turn: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  image_over_budget: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  image_too_many: ({ compared, limit }) => `image ${compared} from the newest, ${limit} are sent`,
  fact_topical: ({ compared, limit }) => `shares ${compared}, needs ${limit}`,
  fact_off_topic: ({ compared, limit }) => `shares ${compared}, needs ${limit}`,
  fact_uncertain: ({ compared, limit }) => `${compared}, needs ${limit}`,
  fact_over_budget: ({ compared, limit }) => `${compared} more tokens, ${limit} were left`,
  below_module_limit: ({ compared, limit }) => `place ${compared}, the first ${limit} are searched`,
  no_chunk_found: ({ compared, limit }) => `${compared} chunks found, needs ${limit}`,
  below_rerank_depth: ({ compared, limit }) => `place ${compared}, the first ${limit} are compared closely`,
  below_top_n: ({ compared, limit }) => `place ${compared}, the first ${limit} are kept`,
  below_coverage: ({ compared, limit }) => `the best chunk holds ${compared} of the question, needs ${limit}`,
  below_relevance_floor: ({ compared, limit }) => `${compared}, needs ${limit}`,
  below_least_relevance: ({ compared, limit }) => `relevance ${compared}, needs ${limit}`,
  duplicate_of: ({ compared, limit, of }) => `${compared} the same as ${of}, left out from ${limit}`,
  over_section_budget: ({ compared, limit, room }) =>
    `${compared} more tokens, ${room} had ${limit} left, counted part by part`,
  dependency_over_budget: ({ compared, limit, of, room }) =>
    `${compared} more tokens with ${of}, ${room} had ${limit} left, counted part by part`,
  pin_over_budget: ({ compared, limit, room }) =>
    `${room} would take ${compared} tokens with it, ${limit} are available`,
  over_total_budget: ({ compared, limit }) => `all together ${compared} tokens, ${limit} fit`,
  stated_over_budget: ({ compared, limit }) => `${compared} tokens, ${limit} were left`,
  turn_over_budget: ({ compared, limit }) => `${compared} more tokens, ${limit} were left`,
  turn_too_far_down: ({ compared, limit }) => `place ${compared}, there was room up to place ${limit}`,
  turns_off: ({ compared, limit }) => `exchange ${compared} from the end, the last ${limit} are kept`,
  worth_less: ({ compared, limit }) => `what is sent is worth ${compared} with it, ${limit} without`,
  adds_nothing: ({ compared, of }) => (of === '' ? `adds ${compared}` : `${of} says it`),
}

const NAME_WORDS: Partial<Record<ReasonCode, (of: string) => string>> = {
  required_rule: (of) => of,
  required_dependency: (of) => of,
  needed_by: (of) => of,
  not_needed: (of) => `needed by ${of}`,
  fact_expired: (of) => `on ${of}`,
  in_whole_module: (of) => of,
  in_instructions: (of) => of,
  filtered_out: (of) => `filter ${of}`,
}

/**
 * `versions@3#1`, the name of a chunk, as screens call it: `chunk 2 of versions`. The version of a proposal has a minus; other
 * names stay as they are.
 */
function wordsOf(name: string): string {
  const [, moduleId, at] = /^([^@]+)@-?\d+#(\d+)$/.exec(name) ?? []
  return moduleId === undefined ? name : `chunk ${Number(at) + 1} of ${moduleId}`
}

/** The numbers that decided, in words: `0.29, needs 0.32`. Empty where a reason has none. */
export function describeReason(code: ReasonCode, because: Because | undefined): string {
  const { compared, limit, section = 'its section' } = because ?? {}
  const of = wordsOf(because?.of ?? '')
  if (compared === undefined || limit === undefined) return (of !== '' && NAME_WORDS[code]?.(of)) || ''
  const [shown, shownLimit] = formatPair(compared, limit, because?.unit)
  return NUMBER_WORDS[code]?.({ compared: shown, limit: shownLimit, of, room: section }) ?? ''
}

const FIGURE_WORDS: Record<ReasonUnit, (figure: string) => string> = {
  tokens: (figure) => `${figure} tokens`,
  score: (figure) => figure,
  share: (figure) => figure,
  rank: (figure) => `place ${figure}`,
  chunks: (figure) => `${figure} chunks`,
  value: (figure) => `worth ${figure}`,
  exchanges: (figure) => `exchange −${figure}`,
  words: (figure) => `${figure} words`,
}

/** The number that decided, as a row of a list shows it: `0.29`, `412 tokens`. Empty where none did. */
export function decidingFigure(because: Because | undefined): string {
  const { compared, limit, unit } = because ?? {}
  if (compared === undefined || limit === undefined || unit === undefined) return ''
  return FIGURE_WORDS[unit](formatPair(compared, limit, unit)[0])
}

const MOST_DIGITS = 6
/** Units that are counted one by one. */
const EXACT = new Set<ReasonUnit>(['tokens', 'rank', 'chunks', 'exchanges', 'words'])
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** As short as can be, but never so short that two numbers which differ look the same. */
function formatPair(compared: number, limit: number, unit: Because['unit']): [string, string] {
  const isExact = unit !== undefined && EXACT.has(unit)
  if (isExact) return [whole.format(compared), whole.format(limit)]
  const isShare = unit === 'share'
  for (let digits = isShare ? 0 : 2; ; digits++) {
    const format = (value: number) => (isShare ? `${(100 * value).toFixed(digits)}%` : value.toFixed(digits))
    const pair: [string, string] = [format(compared), format(limit)]
    if (pair[0] !== pair[1] || compared === limit || digits >= MOST_DIGITS) return pair
  }
}
