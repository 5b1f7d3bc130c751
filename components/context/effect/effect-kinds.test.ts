import { expect, test } from 'vitest'
import type { ChangedQueryDto } from '@/lib/schemas/changes/change-effect'
import { EFFECT_KINDS, hasEffect } from './effect-kinds'

const counts = { in: 0, out: 0, edited: 0, cut: 0, moved: 0, same: 4 }
const sides = { a: 'qs;query=q', b: 'qs;query=q;release=r', inputTokens: { a: 100, b: 140 }, size: 40 }
const priced = { model: 'm', inputUsd: null }
const still: ChangedQueryDto = {
  ...{ queryId: 'q', query: 'Why?', ...priced, ...sides, counts, modules: [], isPrefixKept: true, error: null },
  ...{ broken: [], mended: [] },
}
const outcome = { check: { kind: 'answered' }, holds: false, because: 'It is not.' } as never
const lost = { moduleId: 'm', title: 'M', change: 'out' as const, tokens: { a: 9, b: 0 }, isLost: true }

test.each<[Partial<ChangedQueryDto>, string[]]>([
  [{}, []],
  [{ counts: { ...counts, in: 1, moved: 2 } }, ['in', 'moved']],
  [{ counts: { ...counts, out: 1, cut: 1 }, broken: [outcome] }, ['broken', 'out', 'cut']],
  [{ mended: [outcome], isPrefixKept: false }, ['prefix', 'mended']],
  [{ error: 'It does not fit.', isPrefixKept: false }, ['error']],
  [{ modules: [lost] }, ['lost']],
  [{ modules: [{ ...lost, isLost: false }] }, []],
])('%j is found under what it changes', (fields, kinds) =>
  expect(EFFECT_KINDS.filter((kind) => hasEffect(kind, { ...still, ...fields }))).toEqual(kinds),
)
