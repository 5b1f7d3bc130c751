import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PipelineAhead } from './pipeline-ahead'

const step = (name: string, taken: number, out: number) => ({ name, ms: 1, in: taken, out, notes: [] })

/** Of each step its state and its words. */
function rowsOf(steps: Parameters<typeof PipelineAhead>[0]['steps']): string[] {
  const html = renderToStaticMarkup(<PipelineAhead steps={steps} />)
  return [...html.matchAll(/<li( aria-current="step")?[^>]*>(.*?)<\/li>/g)].map(
    ([, isCurrent, content = '']) =>
      `${isCurrent ? '> ' : ''}${content
        .replaceAll(/<svg.*?<\/svg>|<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()}`,
  )
}

test('before anything is known the first step runs, and no count is claimed', () => {
  const rows = rowsOf([])
  expect(rows[0]).toBe('> Understand the question')
  expect(rows.join(' ')).not.toMatch(/\d/)
})

test('what has ended has its counts, the next one runs', () => {
  const rows = rowsOf([step('analyze', 1, 4), step('require', 2, 3), step('embed', 5, 256)])
  expect(rows.slice(0, 5)).toEqual([
    'Understand the question 1 question → 4 keywords',
    'Take what must be sent 2 pinned → 3 taken',
    'Turn it into a search 5 search terms → 256 numbers of meaning',
    '> Search modules',
    'Search their chunks',
  ])
})
