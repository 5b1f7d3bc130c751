import type { ReasonCode } from '@/lib/engine'

/** What each reason code says to a person; the candidate's `detail` adds the numbers. */
export const REASON_WORDS: Record<ReasonCode, string> = {
  required_always: 'always on',
  required_rule: 'a rule matched',
  required_dependency: 'needed by another module',
  pinned: 'pinned',
  relevant: 'relevant',
  expanded_neighbour: 'next to a strong chunk',
  expanded_parent: 'relevant, offered whole',
  below_top_n: 'below the top candidates',
  below_relevance_floor: 'below the relevance floor',
  duplicate_of: 'says nearly the same as another',
  over_section_budget: 'did not fit its section',
  over_total_budget: 'did not fit the window',
  dependency_missing: 'a dependency is missing',
  excluded_by_user: 'excluded by the request',
  superseded: 'superseded',
  filtered_by_scope: 'out of scope',
  not_in_release: 'not in the release',
  disabled: 'archived or not active',
  not_retrieved: 'not found by retrieval',
}
