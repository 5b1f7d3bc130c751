import { formatNumber } from '@/components/ui/format-number'
import type { TraceStep } from '@/lib/engine'

type StepWords = { label: string; in: string; out: string; tokens?: string }

/** What each step of the pipeline does, and what its numbers count, in the order in which they run. */
export const STEP_WORDS: Record<string, StepWords> = {
  analyze: { label: 'Understand the question', in: 'question', out: 'keywords' },
  require: { label: 'Take what must be sent', in: 'pinned', out: 'taken' },
  embed: { label: 'Turn it into a search', in: 'search terms', out: 'numbers of meaning' },
  'retrieve modules': { label: 'Search modules', in: 'found', out: 'to look into, with those that they need' },
  'retrieve chunks': { label: 'Search their chunks', in: 'modules', out: 'chunks' },
  rerank: { label: 'Compare closely', in: 'chunks', out: 'compared' },
  select: { label: 'Leave out what is weak', in: 'compared', out: 'kept' },
  expand: { label: 'Add what stands beside', in: 'kept', out: 'offered' },
  depend: { label: 'Add what they need', in: 'offered', out: 'with needs' },
  'retrieve turns': { label: 'Search the conversation', in: 'messages', out: 'relevant' },
  allocate: { label: 'Divide the window', in: 'offered', out: 'offered', tokens: 'tokens to divide' },
  pack: { label: 'Choose what fits', in: 'offered', out: 'sent' },
  format: { label: 'Write the text', in: 'parts', out: 'messages' },
}

/** The first step that has not ended; undefined when all have. */
export function currentStep(ended: Pick<TraceStep, 'name'>[]): StepWords | undefined {
  const names = new Set(ended.map(({ name }) => name))
  return Object.entries(STEP_WORDS).find(([name]) => !names.has(name))?.[1]
}

type Counts = Pick<TraceStep, 'name' | 'in' | 'out' | 'tokens'>

/** `52 chunks → 48 compared`, `14 parts → 3 messages, 3,214 tokens`. */
export function describeCounts({ name, in: taken, out, tokens }: Counts): string {
  const words = STEP_WORDS[name]
  const counts = words
    ? `${formatNumber(taken)} ${words.in} → ${formatNumber(out)} ${words.out}`
    : `${formatNumber(taken)} → ${formatNumber(out)}`
  return tokens === undefined ? counts : `${counts}, ${formatNumber(tokens)} ${words?.tokens ?? 'tokens'}`
}
