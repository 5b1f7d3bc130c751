import type { ComposeRequest } from '../composition'
import type { Trace } from '../trace'
import type { ModuleSnapshot, ReasonCode } from '../types'
import { findFailedFilter } from './matches-filters'

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
): { reason: ReasonCode; detail: string } | undefined {
  if (trace.candidates.some((candidate) => candidate.moduleId === module.moduleId)) return undefined
  if (module.status === 'disabled') return { reason: 'disabled', detail: 'archived or switched off' }
  if (!module.isInRelease) return { reason: 'not_in_release', detail: 'the release names no version of it' }
  if (request.excludes.includes(module.moduleId)) {
    return { reason: 'excluded_by_user', detail: 'the request excludes it' }
  }
  if (module.activation === 'manual') {
    return { reason: 'filtered_by_scope', detail: 'activation manual: takes part only when pinned' }
  }
  if (module.activation === 'rule') {
    return { reason: 'filtered_by_scope', detail: 'activation rule: its rule did not match' }
  }
  const failed = findFailedFilter(module, request.filters)
  if (failed) return { reason: 'filtered_by_scope', detail: `the ${failed} filter removed it` }
  return { reason: 'not_retrieved', detail: 'no retriever ranked it among its best' }
}
