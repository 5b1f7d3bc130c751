import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { InspectedContext } from '@/components/context/inspected-context'
import { preparedQuery } from '@/components/context/prepared-query'
import type { StatedTrace, Trace, TurnTrace } from '@/lib/engine'
import { HistoryView } from './history-view'

const turns: TurnTrace[] = [
  {
    turnId: 'a',
    role: 'user',
    score: 0,
    fate: 'dropped',
    reason: 'turn_over_budget',
    because: { compared: 52, limit: 40, unit: 'tokens' },
    tokens: 52,
  },
  {
    turnId: 'b',
    role: 'assistant',
    score: 1.2,
    fate: 'included',
    reason: 'turn_relevant',
    because: { compared: 30, limit: 900, unit: 'tokens' },
    tokens: 30,
  },
  {
    turnId: 'c',
    role: 'user',
    score: 0,
    fate: 'included',
    reason: 'turn_recent',
    because: { compared: 1, limit: 3, unit: 'exchanges' },
    tokens: 12,
  },
]

type Told = Pick<Trace, 'turns' | 'summaries' | 'stated'>

function textOf(search: string, trace: Told = { turns }): string {
  const client = new QueryClient()
  const request = {
    turns: [{ id: 'a', role: 'user', content: 'My first project is Heron.' }],
    summaries: [],
    stated: [{ id: 'f', turnId: 'a', kind: 'constraint', text: 'It must be red' }],
  }
  client.setQueryData(preparedQuery('cmp').queryKey as unknown[], { request })
  const context = { id: 'cmp', trace } as unknown as InspectedContext
  return renderToStaticMarkup(
    <NuqsTestingAdapter searchParams={search}>
      <QueryClientProvider client={client}>
        <HistoryView context={context} />
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  )
    .replaceAll(/<svg.*?<\/svg>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test('shows every message with what became of it, and opens it', () => {
  const text = textOf('?turn=a')
  expect(text).toContain('Word for word 1 turn 12 tokens By relevance 1 turn 30 tokens Not sent 1 turn')
  expect(text).toContain('Turn 1 · question not sent: did not fit the history · 52 more tokens, 40 were left')
  expect(text).toContain('My first project is Heron.')
  expect(text).toContain('Turn 2 · answer sent: relevant to the question · 30 tokens, 900 were left')
  expect(text).toContain(
    'Turn 3 · question sent: one of the last exchanges · exchange 1 from the end, the last 3 are kept',
  )
})

test('shows those of one kind', () => {
  const text = textOf('?turns=missing')
  expect(text).toContain('Turn 1 ·')
  expect(text).not.toContain('Turn 2 ·')
})

test('says where nothing was said before, as in compositions of earlier versions', () => {
  expect(textOf('', {})).toContain('No conversation')
})

test('shows what a message that is not sent states, and which it was', () => {
  const because = { compared: 6, limit: 40, unit: 'tokens' } as const
  const stated: StatedTrace[] = [
    { statedId: 'f', turnId: 'a', tokens: 6, fate: 'included', reason: 'stated_for_turn', because },
  ]
  expect(textOf('', { turns, stated })).toContain(
    'It must be red fact, from turn 1 · sent: its turn is not sent · 6 tokens, 40 were left 6 tokens',
  )
})

test('lists the summaries with what they stand for, what they saved and whose words they have', () => {
  const summarized = turns.map((turn, at) => (at === 0 ? { ...turn, summaryId: 's' } : turn))
  const summaries = [{ summaryId: 's', level: 1 as const, turns: 1, tokens: 9, sourceTokens: 52 }]
  expect(textOf('', { turns: summarized, summaries })).toContain('Summary of turn 1 52 9 tokens')
})
