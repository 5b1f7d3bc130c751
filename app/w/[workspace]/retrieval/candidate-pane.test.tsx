import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { CandidatePane } from './candidate-pane'

vi.mock('next/navigation', () => ({ useParams: () => ({ workspace: 'docs' }) }))

const CHUNK: RetrievalCandidateDto = {
  key: 'boats@2#1',
  chunkId: 'boats@2#1',
  moduleId: 'boats',
  version: 2,
  title: 'Boats',
  headingPath: ['Boats', 'Hulls'],
  text: 'A hull is wide.',
  tokens: 10,
  ranks: {},
  scores: {},
  signals: {},
  reason: 'relevant',
  because: { compared: 0.5, limit: 0.2, unit: 'score' },
  isSelected: true,
  isRequired: false,
}
const wordsOf = (candidate: RetrievalCandidateDto) =>
  renderToStaticMarkup(<CandidatePane candidate={candidate} weights={DEFAULT_POLICY_SETTINGS.rerank.weights} />)
    .replace(/<[^>]*>/g, '|')
    .replace(/\|+/g, '|')

test('a candidate is named once, and its chunk as people count', () => {
  const words = wordsOf(CHUNK)
  expect(words).toContain('|Boats › Hulls|')
  expect(words).toContain('|boats@2, chunk 2|')
  expect(words).not.toContain('#')
  expect(wordsOf({ ...CHUNK, headingPath: ['Hulls'] })).toContain('|Boats › Hulls|')
})
