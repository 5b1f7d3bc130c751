import { expect, it } from 'vitest'
import type { MergePartDto } from '@/lib/schemas/changes/change-request'
import { joinMerge, listConflicts } from './merge-choices'

const PARTS: MergePartDto[] = [
  { kind: 'conflict', base: '', ours: 'mine\n', theirs: 'yours\n' },
  { kind: 'agreed', from: 'base', text: 'one\ntwo\nthree\n' },
  { kind: 'conflict', base: 'old', ours: 'new', theirs: '' },
]

it('shows each conflict below the lines that lead to it', () => {
  expect(listConflicts(PARTS).map(({ before }) => before)).toEqual(['', 'two\nthree\n'])
  const short: MergePartDto[] = [{ kind: 'agreed', from: 'base', text: 'one\n' }, PARTS[2]!]
  expect(listConflicts(short).map(({ before }) => before)).toEqual(['one\n'])
})

it('joins the text as it was chosen', () => {
  expect(joinMerge(PARTS, ['ours', 'ours'])).toBe('mine\none\ntwo\nthree\nnew')
  expect(joinMerge(PARTS, ['both', 'theirs'])).toBe('yours\nmine\none\ntwo\nthree\n')
  expect(() => joinMerge(PARTS, ['ours'])).toThrow('not decided')
})

it('begins a line for what follows a text without an end', () => {
  const parts: MergePartDto[] = [{ kind: 'conflict', base: '', ours: 'b', theirs: 'a' }]
  expect(joinMerge(parts, ['both'])).toBe('a\nb')
})
