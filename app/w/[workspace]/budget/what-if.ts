import {
  assembleContext,
  BudgetExceededError,
  type CandidateTrace,
  type ComposedContext,
  type Counting,
  type ModelSpec,
  mapSections,
  type PreparedContext,
  type SectionName,
  type Tokenizer,
  vocabularyOf,
} from '@/lib/engine'

/** What can be tried on a composition. Sizes are in tokens, shares of the window 0–1. */
export type Trial = Counting & { model: ModelSpec; shares: Record<SectionName, number> }

export function trialOf({ request }: PreparedContext): Trial {
  const { sections } = request.policy.settings.budget
  return {
    model: request.model,
    tokenPercent: request.tokenPercent,
    // no vocabulary is read in a browser: before and after are both estimated
    counting: request.counting?.vocabulary === undefined ? request.counting : undefined,
    shares: mapSections((name) => sections[name].share),
  }
}

function applyTrial(prepared: PreparedContext, { model, tokenPercent, counting, shares }: Trial): PreparedContext {
  const { tokenPercent: _, counting: __, ...request } = prepared.request
  const { settings } = request.policy
  const sections = mapSections((name) => ({ ...settings.budget.sections[name], share: shares[name] }))
  const policy = { ...request.policy, settings: { ...settings, budget: { ...settings.budget, sections } } }
  return {
    ...prepared,
    request: {
      ...request,
      ...(tokenPercent === undefined ? {} : { tokenPercent }),
      ...(counting === undefined ? {} : { counting }),
      model,
      policy,
    },
  }
}

/** How what is sent is counted where that is not as here: no vocabulary is read in a browser. */
export function describeEstimate(model: ModelSpec, { request }: PreparedContext): string | null {
  const own = vocabularyOf(model.id)
  if (!own) return null
  const isExact = model.id === request.model.id && request.counting?.vocabulary !== undefined
  return `estimated here, counted exactly when composed${isExact ? '' : ` if the vocabulary of ${own.label} is installed`}`
}

export type Outcome = { context: ComposedContext; error: null } | { context: null; error: string }

const SECTION_WORDS: Record<SectionName | 'total', string> = {
  instructions: 'The instructions',
  profile: 'The profile',
  knowledge: 'What is required in knowledge',
  history: 'The history',
  query: 'The query',
  total: 'Reserve and safety margin',
}

/** Assembles in the browser what the server would send. */
export function assembleTrial(prepared: PreparedContext, trial: Trial, tokenizer: Tokenizer): Outcome {
  try {
    return { context: assembleContext(applyTrial(prepared, trial), tokenizer), error: null }
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error
    const { section, required, available } = error
    return {
      context: null,
      error: `${SECTION_WORDS[section]} need ${required.toLocaleString('en-US')} tokens and ${available.toLocaleString('en-US')} are available. Choose a larger window or a smaller reserve.`,
    }
  }
}

/** Names one candidate of a composition, in the address too. */
export const keyOf = ({ moduleId, version, chunkId, summaryId = '' }: CandidateTrace) =>
  chunkId ?? `${moduleId}@${version}${summaryId}`

/** What the second context leaves out of the first, and what it adds. What it knows nothing of is told as it was sent. */
export function compareIncluded(before: ComposedContext, after: ComposedContext) {
  const included = ({ trace }: ComposedContext) => trace.candidates.filter(({ fate }) => fate === 'included')
  const was = new Set(included(before).map(keyOf))
  const is = new Set(included(after).map(keyOf))
  const known = new Set(after.trace.candidates.map(keyOf))
  return {
    fallsOut: [
      ...after.trace.candidates.filter((candidate) => was.has(keyOf(candidate)) && !is.has(keyOf(candidate))),
      ...included(before).filter((candidate) => !known.has(keyOf(candidate))),
    ],
    comesIn: included(after).filter((candidate) => !was.has(keyOf(candidate))),
  }
}

/** Moves `delta` of the window from one section to its neighbour, neither below 0. */
export function shiftShare(
  shares: Record<SectionName, number>,
  left: SectionName,
  right: SectionName,
  delta: number,
): Record<SectionName, number> {
  const moved = Math.max(-shares[left], Math.min(shares[right], delta))
  return { ...shares, [left]: shares[left] + moved, [right]: shares[right] - moved }
}
