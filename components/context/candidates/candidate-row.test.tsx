import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { TooltipProvider } from '@/components/ui/tooltip'
import type { CandidateTrace } from '@/lib/engine'
import { CandidateRow } from './candidate-row'

vi.mock('next/navigation', () => ({ useParams: () => ({ workspace: 'docs' }) }))

const candidate: CandidateTrace = {
  moduleId: 'rollback',
  version: 2,
  chunkId: 'rollback@2#0',
  title: 'Rollback',
  tokens: 560,
  ranks: { lexical: 3 },
  scores: { lexical: 7.1 },
  signals: { relevance: 0.2, final: 0.39 },
  fate: 'dropped',
  reason: 'below_relevance_floor',
  because: { compared: 0.29, limit: 0.323, unit: 'score' },
}

const textOf = (shown: CandidateTrace) =>
  renderToStaticMarkup(
    <TooltipProvider>
      <CandidateRow candidate={shown} isOpen={false} onToggle={() => undefined} />
    </TooltipProvider>,
  )
    .replaceAll(/<svg.*?<\/svg>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test('a row shows the number that decided, and no other score', () => {
  expect(textOf(candidate)).toBe('Rollback dropped: too weak · 0.29, needs 0.32 0.29 560')
})

test('a row that tokens decided shows those that were missing beside its own', () => {
  const because = { compared: 298, limit: 36, unit: 'tokens', section: 'knowledge' } as const
  expect(textOf({ ...candidate, reason: 'over_section_budget', because })).toBe(
    'Rollback dropped: did not fit its section · 298 more tokens, knowledge had 36 left, counted part by part 298 tokens 560',
  )
})

test('a row that no number decided shows none', () => {
  const { because: _, ...rest } = candidate
  expect(textOf({ ...rest, fate: 'included', reason: 'pinned' })).toBe('Rollback kept: pinned 560')
})
