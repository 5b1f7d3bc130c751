import { expect, test } from 'vitest'
import { toPlainLine } from './to-plain-line'

test('marks go, words stay', () => {
  const markdown = [
    '## Reading the reasons',
    '',
    '- `over_section_budget`: it **did not** fit, see [packing](packing.md).',
    '',
    '| section | share |',
    '|---|:--:|',
    '| query | 10 % |',
    '```ts',
    'const a = b * c',
    '```',
  ].join('\n')
  expect(toPlainLine(markdown)).toBe(
    'over_section_budget: it did not fit, see packing. section share query 10 % const a = b * c',
  )
  expect(toPlainLine('snake_case and __init__ and 2 ** 3 ** 4')).toBe('snake_case and __init__ and 2 ** 3 ** 4')
})
