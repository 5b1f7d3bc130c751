import type { ReasonCode } from '@/lib/engine'
import type { DropGroup } from '@/lib/schemas/insights/context-report'

const GROUPS: Partial<Record<ReasonCode, DropGroup>> = {
  below_module_limit: 'weak',
  no_chunk_found: 'weak',
  below_rerank_depth: 'weak',
  below_top_n: 'weak',
  below_coverage: 'weak',
  below_relevance_floor: 'weak',
  below_least_relevance: 'weak',
  over_section_budget: 'room',
  dependency_over_budget: 'room',
  pin_over_budget: 'room',
  over_total_budget: 'room',
  worth_less: 'room',
  duplicate_of: 'said',
  adds_nothing: 'said',
  in_whole_module: 'said',
  in_instructions: 'said',
}

/** Of a reason as a trace has it, those of earlier versions included. */
export function groupOfDrop(reason: string): DropGroup {
  return GROUPS[reason as ReasonCode] ?? 'other'
}
