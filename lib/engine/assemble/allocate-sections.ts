import { adaptShares } from '../budget/adapt-shares'
import { allocateBudget, type Demand } from '../budget/allocate-budget'
import { measureWindow, type WindowBudget } from '../budget/measure-window'
import { wantedHistory } from '../history/select-history'
import { questionImageTokens } from '../images/attach-images'
import { isOverlapping, mergeCandidates, moduleKey } from '../pack/merge-candidates'
import { type FactFate, selectDynamicFacts, selectStaticFacts } from '../profile/select-facts'
import type { ComposeRequest, PreparedContext } from '../vocabulary/composition'
import type { Adaptation } from '../vocabulary/trace'
import { type Candidate, SECTION_NAMES, type SectionName } from '../vocabulary/types'
import { type Choice, emptyChoice } from './build-plan'
import { factsInput, historyInput } from './step-inputs'
import type { ChoiceWriter } from './write-choice'

const DAY_MS = 86_400_000

const figures = new Intl.NumberFormat('en-US')

export type SectionBudget = {
  window: WindowBudget
  /** Adapted shares of the window, 0–1. */
  shares: Record<SectionName, number>
  /** Tokens granted to each section, its markup included. */
  allocated: Record<SectionName, number>
  /** What must be sent, and the tokens it takes per section. */
  mandatory: Choice
  mandatoryTokens: Record<SectionName, number>
  /** Of the facts that are always sent, and of those that may not be. */
  factFates: FactFate[]
  isRepeatingStanding: boolean
  adaptations: Adaptation[]
  notes: string[]
}

/**
 * Divides the window among the sections. What must be sent is written and counted exactly first; the rest gets what it
 * leaves.
 */
export function allocateSections(prepared: PreparedContext, writer: ChoiceWriter, isExact: boolean): SectionBudget {
  const { request, analysis } = prepared
  const { model } = request
  const settings = request.policy.settings.budget
  const window = measureWindow(model, settings, isExact)
  const offered = prepared.candidates.filter((candidate) => !candidate.isDropped)

  // The cap does not depend on the query: static facts are part of the stable prefix.
  const { share, max } = settings.sections.profile
  const profileCap = Math.min(max ?? Number.POSITIVE_INFINITY, Math.floor(share * model.contextWindow))
  const staticFacts = selectStaticFacts(factsInput(prepared, profileCap, writer.costs))
  const mandatory: Choice = {
    ...emptyChoice,
    instructions: offered.filter((candidate) => candidate.isRequired && candidate.section === 'instructions'),
    knowledge: offered.filter((candidate) => candidate.isRequired && candidate.section === 'knowledge'),
    staticFacts: staticFacts.facts,
  }
  const once = writer.write(mandatory, false).counted
  const optional = offered.filter((candidate) => !candidate.isRequired)
  const { shares, adaptations } = adaptShares(settings.sections, {
    analysis,
    task: request.task,
    exchanges: request.turns.filter((turn) => turn.role === 'user').length,
    idleDays: idleDays(request),
    bestRelevance: bestRelevance(optional),
    queryTokens: once.sections.query,
    contextWindow: model.contextWindow,
  })

  const imageTokens = questionImageTokens(request)
  const again = writer.isSandwich && mandatory.instructions.length > 0 ? writer.write(mandatory, true).counted : once
  const isRepeatingStanding =
    again.inputTokens + imageTokens <= window.available &&
    again.sections.instructions <= Math.floor(shares.instructions * model.contextWindow)
  const written = (isRepeatingStanding ? again : once).sections
  const mandatoryTokens = { ...written, query: written.query + imageTokens }
  const allocated = allocateBudget({
    sections: settings.sections,
    shares,
    contextWindow: model.contextWindow,
    available: window.available,
    demands: demandsOf(prepared, optional, mandatoryTokens, writer),
  })
  const isCut = writer.isSandwich && mandatory.instructions.length > 0 && !isRepeatingStanding
  return {
    window,
    shares,
    allocated,
    mandatory,
    mandatoryTokens,
    factFates: staticFacts.fates,
    isRepeatingStanding,
    adaptations: [...adaptations, ...adaptToMandatory(shares, mandatoryTokens, model.contextWindow)],
    notes: [
      `${figures.format(window.available)} tokens for the input, ${figures.format(window.reservedForResponse)} for the response, ${figures.format(window.safetyMargin)} as margin`,
      ...noteCounting(request),
      ...staticFacts.notes,
      ...(isCut ? ['the modules of the instructions are not repeated: no room'] : []),
    ],
  }
}

function noteCounting({ tokenPercent, counting }: ComposeRequest): string[] {
  if (counting?.vocabulary) return [`tokens are counted with the model’s own vocabulary (${counting.vocabulary})`]
  if (tokenPercent === undefined) return []
  const counted = `tokens are counted as ${tokenPercent}% of OpenAI’s (o200k_base)`
  if (!counting) return [`${counted}, as learned from answers of the model`]
  const { isLearned, errorPercent } = counting
  const source = isLearned ? 'as learned from answers of the model' : 'as is known of its tokenizer'
  return [`${counted}, ${source}: the upper end of an estimate ± ${errorPercent} %`]
}

function adaptToMandatory(
  shares: Record<SectionName, number>,
  tokens: Record<SectionName, number>,
  contextWindow: number,
): Adaptation[] {
  return SECTION_NAMES.flatMap((section) => {
    const needed = Math.ceil((tokens[section] / contextWindow) * 10_000) / 10_000
    const because = `what must be sent has ${tokens[section]} tokens`
    if (needed <= shares[section]) return []
    return [{ factor: 'mandatory content', section, from: shares[section], to: needed, because }]
  })
}

function demandsOf(
  prepared: PreparedContext,
  optional: Candidate[],
  mandatory: Record<SectionName, number>,
  { costs }: ChoiceWriter,
): Record<SectionName, Demand> {
  const itemTokens = (section: Candidate['section']) => {
    const own = optional.filter((candidate) => candidate.section === section)
    const texts = own.filter(({ resolution }) => resolution !== 'summary')
    // A summary only stands in for text; where that is offered it is wanted anyway.
    const isAlone = (candidate: Candidate) => {
      return !texts.some((text) => moduleKey(text) === moduleKey(candidate) && isOverlapping(text, candidate))
    }
    const items = mergeCandidates(own.filter((each) => each.resolution !== 'summary' || isAlone(each)))
    return items.reduce((total, item) => total + costs.item(item), 0) + (items.length > 0 ? costs.blockOf[section] : 0)
  }
  const { facts } = selectDynamicFacts({
    ...factsInput(prepared, Number.POSITIVE_INFINITY, costs),
    analysis: prepared.analysis,
  })
  const factTokens = facts.reduce(
    (total, fact) => total + costs.fact(fact),
    facts.length > 0 ? costs.blockOf.profile : 0,
  )
  const demand = (section: SectionName, optionalTokens: number): Demand => ({
    mandatory: mandatory[section],
    wanted: mandatory[section] + optionalTokens,
  })
  return {
    instructions: demand('instructions', itemTokens('instructions')),
    profile: demand('profile', factTokens),
    knowledge: demand('knowledge', itemTokens('knowledge')),
    history: demand(
      'history',
      wantedHistory(historyInput(prepared, Number.POSITIVE_INFINITY, costs), prepared.request.model.contextWindow),
    ),
    query: demand('query', 0),
  }
}

/** Days since the last turn, by the UTC calendar. */
function idleDays({ turns, day }: ComposeRequest): number | undefined {
  const last = turns.at(-1)?.day
  return last === undefined ? undefined : Math.max(0, Math.round((Date.parse(day) - Date.parse(last)) / DAY_MS))
}

/** `signals.final` of the best optional knowledge, undefined when there is none. */
function bestRelevance(optional: Candidate[]): number | undefined {
  const finals = optional.filter(({ section }) => section === 'knowledge').map(({ signals }) => signals.final ?? 0)
  return finals.length > 0 ? Math.max(...finals) : undefined
}
