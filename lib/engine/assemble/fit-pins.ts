import type { PreparedContext } from '../vocabulary/composition'
import { BudgetExceededError } from '../vocabulary/errors'
import type { Because } from '../vocabulary/reasons'
import type { Candidate } from '../vocabulary/types'

type FittedPins<Budget> = { prepared: PreparedContext; budget: Budget; warnings: string[] }

const figures = new Intl.NumberFormat('en-US')
const isPin = ({ reason, section, isDropped }: Candidate) =>
  reason === 'pinned' && section === 'knowledge' && !isDropped

/**
 * Leaves out pinned modules for which there is no room, in the order in which they were pinned: what fits with those before
 * it stays. What only they depend on goes with them. Everything else that must be sent is none of its concern.
 * @param allocate divides the window
 * @throws BudgetExceededError when what must be sent does not fit without any pin
 */
export function fitPins<Budget>(
  prepared: PreparedContext,
  allocate: (prepared: PreparedContext) => Budget,
): FittedPins<Budget> {
  try {
    return { prepared, budget: allocate(prepared), warnings: [] }
  } catch (error) {
    if (!(error instanceof BudgetExceededError) || error.section !== 'knowledge') throw error
  }
  const pins = prepared.candidates.filter(isPin)
  const over = new Map<Candidate, Because>(pins.map((pin) => [pin, {}]))
  let fitting = without(prepared, over)
  let budget = allocate(fitting)
  for (const pin of pins) {
    const because = over.get(pin) ?? {}
    over.delete(pin)
    const tried = without(prepared, over)
    try {
      budget = allocate(tried)
      fitting = tried
    } catch (error) {
      if (!(error instanceof BudgetExceededError)) throw error
      const { required, available } = error
      over.set(pin, { ...because, compared: required, limit: available, unit: 'tokens', section: 'knowledge' })
      fitting = without(prepared, over)
    }
  }
  const warnings = [...over].map(
    ([{ module }, { compared = 0, limit = 0 }]) =>
      `pinned module ${module.moduleId} did not fit: knowledge would take ${figures.format(compared)} tokens with it, ${figures.format(limit)} are available`,
  )
  return { prepared: fitting, budget, warnings }
}

/** The same with these pins left out, and what only they depend on. */
function without(prepared: PreparedContext, over: ReadonlyMap<Candidate, Because>): PreparedContext {
  const required = prepared.candidates.filter(({ isRequired, isDropped }) => isRequired && !isDropped)
  const byId = new Map(required.map((candidate) => [candidate.module.moduleId, candidate]))
  const needed = new Set<Candidate>()
  const visit = (candidate: Candidate) => {
    if (needed.has(candidate)) return
    needed.add(candidate)
    for (const id of candidate.module.dependencies) {
      const dependency = byId.get(id)
      if (dependency) visit(dependency)
    }
  }
  for (const candidate of required) {
    if (candidate.reason !== 'required_dependency' && !over.has(candidate)) visit(candidate)
  }
  const candidates = prepared.candidates.map((candidate): Candidate => {
    const because = over.get(candidate)
    if (because && !needed.has(candidate)) {
      return { ...candidate, isDropped: true, isRequired: false, reason: 'pin_over_budget', because }
    }
    const isLeft = candidate.reason === 'required_dependency' && !candidate.isDropped && !needed.has(candidate)
    return isLeft ? { ...candidate, isDropped: true, isRequired: false, reason: 'not_needed' } : candidate
  })
  return { ...prepared, candidates }
}
