import { expect, it } from 'vitest'
import { describeNone } from './describe-none'

it.each([
  [{ q: 'heron', tag: null, isArchived: false }, 'No conversation has all of these words.'],
  [{ q: 'heron', tag: 'birds', isArchived: false }, 'No conversation under “birds” has all of these words.'],
  [{ q: '', tag: 'birds', isArchived: false }, 'No conversation is under “birds”.'],
  [{ q: '', tag: 'birds', isArchived: true }, 'No archived conversation is under “birds”.'],
])('%o', (asked, sentence) => expect(describeNone({ ...asked, canAsk: true })).toBe(sentence))
