import { describeConditions, matchRules } from '../rules/match-rules'
import type { ComposeRequest } from '../vocabulary/composition'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import type { ModuleSnapshot } from '../vocabulary/types'
import { withUsableFacts } from './with-usable-facts'

/** The conditions of a module's rules that the request meets, in words; undefined when it meets none. */
export function describeRuleMatch(
  module: ModuleSnapshot,
  request: ComposeRequest,
  analysis: QueryAnalysis,
): string | undefined {
  const profile = withUsableFacts(request)
  const { model, paths, task } = request
  const matched = matchRules(module.rules, { analysis, intent: task ?? analysis.intent, model, profile, paths })
  return matched && describeConditions(matched)
}
