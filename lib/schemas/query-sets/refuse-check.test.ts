import { describe, expect, it } from 'vitest'
import type { Check } from '@/lib/engine/vocabulary/checks'
import { refuseCheck } from './refuse-check'

describe('refuseCheck', () => {
  it.each<[Check, RegExp | undefined]>([
    [{ kind: 'tokens' }, /says nothing yet/],
    [{ kind: 'tokens', atLeast: 0 }, /admit every value/],
    [{ kind: 'tokens', atMost: 10_000_000 }, /admit every value/],
    [{ kind: 'tokens', atLeast: 5, atMost: 4 }, /swap the two/],
    [{ kind: 'tokens', atLeast: 0, atMost: 4 }, undefined],
    [{ kind: 'tokens', atLeast: 1 }, /admit every value: from 1 to/],
    [{ kind: 'tokens', section: 'query', atLeast: 1 }, /admit every value/],
    [{ kind: 'tokens', section: 'knowledge', atLeast: 1 }, undefined],
    [{ kind: 'tokens', atMost: 0 }, /No value is less than 1/],
    [{ kind: 'tokens', section: 'knowledge', atMost: 0 }, undefined],
    [{ kind: 'share', section: 'history' }, /says nothing yet/],
    [{ kind: 'share', section: 'knowledge', atLeast: 0, atMost: 100 }, /admit every value: from 0 to 100 percent/],
    [{ kind: 'share', section: 'knowledge', atLeast: 101 }, /ask for less/],
    [{ kind: 'share', section: 'knowledge', atMost: 40 }, undefined],
    [{ kind: 'share', section: 'history', atMost: 40 }, /nothing of history is sent/],
    [{ kind: 'tokens', section: 'history', atLeast: 5 }, /nothing of history is sent/],
    [{ kind: 'share', section: 'profile', atMost: 40 }, /nothing of one is sent/],
    [{ kind: 'before', module: 'a', other: 'a' }, /two modules/],
    [{ kind: 'before', module: 'a', other: 'b' }, undefined],
    [{ kind: 'window', tokens: 10_000_000 }, /Every context/],
    [{ kind: 'window', tokens: 8_000 }, undefined],
  ])('%j', (check, sentence) => {
    if (sentence === undefined) expect(refuseCheck(check)).toBeUndefined()
    else expect(refuseCheck(check)).toMatch(sentence)
  })

  it('knows that a query for a small window fits every larger one', () => {
    expect(refuseCheck({ kind: 'window', tokens: 8_000 }, { contextWindow: 8_000 })).toMatch(
      /Every context of this query fits 8,000/,
    )
    expect(refuseCheck({ kind: 'tokens', atMost: 8_000 }, { contextWindow: 8_000 })).toMatch(/admit every value/)
    expect(refuseCheck({ kind: 'tokens', atMost: 7_999 }, { contextWindow: 8_000 })).toBeUndefined()
  })

  it('lets history and profile be bounded where the query has turns and a profile', () => {
    const query = { turns: [{ role: 'user', content: 'Hello' }], profileId: 'ada' }
    expect(refuseCheck({ kind: 'share', section: 'history', atMost: 40 }, query)).toBeUndefined()
    expect(refuseCheck({ kind: 'tokens', section: 'profile', atLeast: 1 }, query)).toBeUndefined()
    expect(refuseCheck({ kind: 'share', section: 'history', atMost: 40 }, { turns: [] })).toMatch(/nothing of history/)
  })
})
