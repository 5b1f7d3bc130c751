import { formatNumber } from '@/components/ui/format-number'
import type { ComposedContext } from '@/lib/engine'

type Sent = { candidates: number; included: number; instructions: number }

/** What of the candidates a context was made of; the instructions are no passages. */
export function countSent({ trace: { candidates, spans } }: Pick<ComposedContext, 'trace'>): Sent {
  const instructing = new Set(spans.flatMap(({ section, moduleId }) => (section === 'instructions' ? moduleId : [])))
  const included = candidates.filter(({ fate }) => fate === 'included')
  const instructions = included.filter(({ chunkId, moduleId }) => chunkId === undefined && instructing.has(moduleId))
  return { candidates: candidates.length, included: included.length, instructions: instructions.length }
}

export function describeUsed({ candidates, included, instructions }: Sent): string {
  const used = `used ${formatNumber(included)} of ${formatNumber(candidates)} candidates`
  return instructions === 0 ? used : `${used}, ${formatNumber(instructions)} of them as instructions`
}

/** What stands beside each other is one passage. */
export function describePassages(passages: number, { included, instructions }: Sent): string {
  if (passages === 1) return 'A model would be sent this passage'
  const parts = included - instructions
  const all = `A model would be sent these ${formatNumber(passages)} passages`
  return parts > passages ? `${all}, made of ${formatNumber(parts)} candidates` : all
}
