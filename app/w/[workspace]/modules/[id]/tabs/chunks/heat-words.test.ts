import { expect, it } from 'vitest'
import { describeHeat } from './heat-words'

const heat = (contexts: number, sentIn: number[], isAll = true) => ({
  ...{ version: 2, contexts, isAll },
  chunks: sentIn.map((sent, ordinal) => ({
    ordinal,
    headingPath: [],
    tokenCount: 9,
    sentIn: sent,
    answeredIn: 0,
    citedIn: 0,
  })),
})

it.each([
  [heat(0, [0]), 'No context was composed in the last 30 days.'],
  [heat(1, [1]), 'Every chunk of version 2 was sent.'],
  [heat(1, [0]), 'No chunk of version 2 was sent in 1 context of the last 30 days.'],
  [heat(7, [0, 7]), '1 of 2 chunks of version 2 was never sent in 7 contexts of the last 30 days.'],
  [heat(2_000, [0, 7, 0], false), '2 of 3 chunks of version 2 were never sent in the latest 2,000 contexts.'],
])('says how many chunks were sent: %#', (told, words) => {
  expect(describeHeat(told)).toBe(words)
})
