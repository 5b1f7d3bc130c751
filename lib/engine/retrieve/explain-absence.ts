import type { ComposeRequest } from '../vocabulary/composition'
import type { Trace } from '../vocabulary/trace'
import type { ModuleSnapshot } from '../vocabulary/types'
import { findFailedFilter } from './matches-filters'
import type { Outcome } from './to-candidate'

/** What the store knows about a module, whether retrieval may see it or not. */
export type ModuleState = Pick<ModuleSnapshot, 'moduleId' | 'activation' | 'category' | 'tags' | 'priority'> & {
  /** `disabled` covers archived modules and those switched off. */
  status: 'active' | 'disabled'
  isInRelease: boolean
}

/**
 * Answers "why not this module?" for a composition: undefined when the module is among the candidates (its entry there
 * says why), else the first thing that kept it away.
 */
export function explainAbsence(
  module: ModuleState,
  trace: Pick<Trace, 'candidates'>,
  request: Pick<ComposeRequest, 'excludes' | 'filters'>,
): Outcome | undefined {
  if (trace.candidates.some((candidate) => candidate.moduleId === module.moduleId)) return undefined
  if (module.status === 'disabled') return { reason: 'disabled' }
  if (!module.isInRelease) return { reason: 'not_in_release' }
  if (request.excludes.includes(module.moduleId)) return { reason: 'excluded_by_request' }
  if (module.activation === 'manual') return { reason: 'manual_only' }
  if (module.activation === 'rule') return { reason: 'rule_not_matched' }
  const failed = findFailedFilter(module, request.filters)
  if (failed) return { reason: 'filtered_out', because: { of: failed } }
  return { reason: 'not_retrieved' }
}
