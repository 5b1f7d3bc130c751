import { expect, test } from 'vitest'
import { linkCitations } from './answer-text'

const labels = new Set(['k1', 'k2', 'k12'])

test.each([
  ['so it is [k1].', 'so it is [k1](#k1).'],
  ['both [k1, k12]', 'both [k1](#k1) [k12](#k12)'],
  ['unknown [k9] stays text', 'unknown [k9] stays text'],
  ['one of them unknown [k2, k9]', 'one of them unknown [k2](#k2) \\[k9\\]'],
  ['in code `[k1]` it stays', 'in code `[k1]` it stays'],
  ['```\n[k1]\n```\n[k1]', '```\n[k1]\n```\n[k1](#k1)'],
  ['an open fence while streaming\n```\n[k1]', 'an open fence while streaming\n```\n[k1]'],
])('%s', (markdown, linked) => {
  expect(linkCitations(markdown, labels)).toBe(linked)
})
