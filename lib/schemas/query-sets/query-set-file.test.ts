import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeCheck } from './describe-check'
import { QUERY_SET_SCHEMA_PATH, querySetFileSchema } from './query-set-file'

describe('the schema of a query set file', () => {
  it('is the one that is served to editors', () => {
    const schema = z.toJSONSchema(querySetFileSchema, { io: 'input', unrepresentable: 'any' })
    const served: unknown = JSON.parse(readFileSync(`public${QUERY_SET_SCHEMA_PATH}`, 'utf8'))
    expect(served).toEqual(JSON.parse(JSON.stringify(schema)))
  })
})

describe('describeCheck', () => {
  it.each([
    [
      { kind: 'includes', module: 'a', form: 'full', heading: 'Steps', text: 'run it' },
      'includes A whole, heading “Steps”, text “run it”',
    ],
    [{ kind: 'excludes', module: 'a' }, 'excludes A'],
    [{ kind: 'within', module: 'a', first: 3 }, 'A among the first 3'],
    [{ kind: 'within', module: 'a', first: 1 }, 'A comes first'],
    [{ kind: 'before', module: 'a', other: 'b' }, 'A before B'],
    [{ kind: 'tokens', atMost: 4_000 }, 'all: at most 4,000 tokens'],
    [{ kind: 'tokens', section: 'history', atLeast: 1, atMost: 9 }, 'history: 1–9 tokens'],
    [{ kind: 'share', section: 'knowledge', atLeast: 30 }, 'knowledge: at least 30 % of what is sent'],
    [{ kind: 'window', tokens: 8_000 }, 'fits 8,000 tokens'],
    [{ kind: 'answered' }, 'is answered'],
    [{ kind: 'noWarnings' }, 'has no warnings'],
    [{ kind: 'samePrefix' }, 'keeps its stable prefix'],
  ] as const)('says %j in words', (check, words) => {
    expect(describeCheck(check, (id) => id.toUpperCase())).toBe(words)
  })
})
