import { expect, it } from 'vitest'
import { createRuleSchema } from './review-rule'

const many = (count: number) => `docs/{${Array.from({ length: count }, (_, i) => `n${i}`).join(',')}}`
// within the length of a pattern
const WIDE = '{a,b}'.repeat(7)

it.each([
  ['path', many(30), []],
  ['path', WIDE, ['pattern']],
  ['path', `docs/**,!${WIDE}`, ['pattern']],
  ['tag', WIDE, []],
] as const)('refuses what it could not look for: %s %s', (kind, pattern, refused) => {
  const { error } = createRuleSchema.safeParse({ kind, pattern, role: 'editor', approvals: 1 })
  expect(error?.issues.map(({ path }) => path.join()) ?? []).toEqual(refused)
})
