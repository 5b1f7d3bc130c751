import { z } from 'zod'
import type { ComposedContext, Trace } from '@/lib/engine'

/** What of the candidates a context was made of, and how long that took; the instructions are no passages. */
export const sentCountsSchema = z.object({
  candidates: z.int(),
  included: z.int(),
  instructions: z.int().meta({ description: 'Of those included.' }),
  labels: z.array(z.string()).meta({ description: 'That the answer can cite.' }),
  durationMs: z.number().meta({ description: 'The steps of composing, added up.' }),
})
export type SentCounts = z.infer<typeof sentCountsSchema>

export const sentContextSchema = sentCountsSchema
  .extend({ model: z.string(), inputTokens: z.int() })
  .meta({ id: 'SentContext', description: 'A composition in short.' })
export type SentContext = z.infer<typeof sentContextSchema>

/** The engine's time: the steps' durations added up. */
export function durationOf({ trace }: { trace: Pick<Trace, 'steps'> }): number {
  return trace.steps.reduce((sum, step) => sum + step.ms, 0)
}

export function countSent(trace: Pick<Trace, 'candidates' | 'spans' | 'steps'>): SentCounts {
  const { candidates, spans } = trace
  const instructing = new Set(spans.flatMap(({ section, moduleId }) => (section === 'instructions' ? moduleId : [])))
  const included = candidates.filter(({ fate }) => fate === 'included')
  const instructions = included.filter(({ chunkId, moduleId }) => chunkId === undefined && instructing.has(moduleId))
  return {
    candidates: candidates.length,
    included: included.length,
    instructions: instructions.length,
    labels: [...new Set(spans.flatMap(({ label }) => label ?? []))],
    durationMs: durationOf({ trace }),
  }
}

export function toSentContext({ trace, usage }: Pick<ComposedContext, 'trace' | 'usage'>): SentContext {
  return { ...countSent(trace), model: usage.model, inputTokens: usage.inputTokens }
}
