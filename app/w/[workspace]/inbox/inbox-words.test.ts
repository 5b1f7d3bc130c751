import { expect, test } from 'vitest'
import { INBOX_FILTERS } from '@/lib/schemas/changes/inbox'
import { describeNothing, FILTER_WORDS } from './inbox-words'

test('has words for each filter, and for when it is empty', () => {
  for (const filter of INBOX_FILTERS) {
    expect(FILTER_WORDS[filter]).not.toBe('')
    expect(describeNothing(filter).description).toMatch(/\.$/)
  }
})
