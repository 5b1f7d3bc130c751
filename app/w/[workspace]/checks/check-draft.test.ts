import { describe, expect, it } from 'vitest'
import type { CheckDto } from '@/lib/schemas/query-sets/check'
import { EMPTY_DRAFT, readDraft, toDraft } from './check-draft'

describe('a check while it is typed', () => {
  it.each<CheckDto>([
    { kind: 'includes', module: 'a', form: 'full', heading: 'Steps', text: 'Run it' },
    { kind: 'excludes', module: 'a' },
    { kind: 'within', module: 'a', first: 3 },
    { kind: 'before', module: 'a', other: 'b' },
    { kind: 'tokens', section: 'knowledge', atLeast: 1, atMost: 9 },
    { kind: 'tokens', atMost: 4_000 },
    { kind: 'share', section: 'knowledge', atLeast: 12.5 },
    { kind: 'window', tokens: 8_000 },
    { kind: 'answered' },
    { kind: 'noWarnings' },
    { kind: 'samePrefix' },
  ])('is the same check afterwards: %j', (check) => {
    expect(readDraft(toDraft(check))).toEqual({ check })
  })

  it.each([
    [{ kind: 'includes' }, /Name a module/],
    [{ kind: 'before', module: 'a' }, /comes after/],
    [{ kind: 'before', module: 'a', other: 'a' }, /two modules/],
    [{ kind: 'within', module: 'a', number: '0' }, /1 or more/],
    [{ kind: 'tokens' }, /says nothing yet/],
    [{ kind: 'tokens', atLeast: '0' }, /admit every value/],
    [{ kind: 'tokens', atMost: 'many' }, /whole numbers/],
    [{ kind: 'share', atMost: '40' }, /Choose a section/],
    [{ kind: 'window', number: '' }, /window in tokens/],
  ] as const)('says what is missing: %j', (fields, problem) => {
    expect(readDraft({ ...EMPTY_DRAFT, ...fields })).toEqual({ problem: expect.stringMatching(problem) })
  })
})
