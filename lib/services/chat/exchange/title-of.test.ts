import { expect, it } from 'vitest'
import { titleOf } from './title-of'

it.each([
  ['How do I undo a deployment?', 'How do I undo a deployment?'],
  ['  First   line \nsecond line', 'First line'],
  [
    'A question that goes on and on about deployments until nobody remembers how it began',
    'A question that goes on and on about deployments until…',
  ],
  ['x'.repeat(200), `${'x'.repeat(60)}…`],
  [`${'x'.repeat(59)}🧭🧭`, `${'x'.repeat(59)}…`],
])('calls a conversation after its first question: %s', (query, title) => {
  expect(titleOf(query)).toBe(title)
  expect(titleOf(query).isWellFormed()).toBe(true)
})
