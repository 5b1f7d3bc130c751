import { expect, test } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { anchorAt, findLines, type LineAnchor, toLines } from './find-lines'

const TEXT = ['# Herons', '', 'Herons eat fish.', 'They stand still.', '', 'Herons sleep.', ''].join('\n')
const at = (line: number, text = TEXT): LineAnchor => anchorAt(toLines(text), line)
const find = (line: number, later: string, text = TEXT) => findLines([at(line, text)], toLines(later))[0]

test('a line is found again where it moved to', () => {
  expect(find(3, TEXT)).toBe(3)
  expect(find(3, `New first line.\n\n${TEXT}`)).toBe(5)
  expect(find(3, TEXT.replaceAll('\n', '\r\n'))).toBe(3)
})

test('a line that is gone or rewritten is not found', () => {
  expect(find(3, TEXT.replace('fish', 'frogs'))).toBeNull()
  expect(find(3, '')).toBeNull()
})

test('of equal lines, the one whose neighbors are kept is taken, then the nearest', () => {
  const twice = ['a', 'same', 'b', 'c', 'same', 'd'].join('\n')
  expect(find(5, `same\nx\n${twice}`, twice)).toBe(7)
  expect(find(2, ['x', 'same', 'y', 'z', 'same', 'w'].join('\n'), twice)).toBe(2)
  expect(find(5, ['x', 'same', 'y', 'z', 'same', 'w'].join('\n'), twice)).toBe(5)
})

test('an empty line counts only beside a neighbor that is kept', () => {
  expect(find(5, TEXT)).toBe(5)
  expect(find(5, ['other', '', 'text'].join('\n'))).toBeNull()
})

test('of a line at very many places, those near to where it stood are looked at', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => (i === 4_321 ? 'here' : i === 4_322 ? 'x' : 'same'))
  const anchor = anchorAt(toLines(many.join('\n')), 4_324)
  expect(findLines([anchor], toLines(['new', ...many].join('\n')))).toEqual([4_325])
})

test('the last line is found with and without an end, and one of a text of Windows', () => {
  expect(find(2, 'a\nb', 'a\nb')).toBe(2)
  expect(find(2, 'a\r\nb\r\n', 'a\nb')).toBe(2)
  expect(find(2, 'a\nb', 'a\r\nb\r\n')).toBe(2)
  expect(find(1, '', '')).toBe(1)
})

test('a line longer than what is kept is told by its beginning', () => {
  const long = 'x'.repeat(LIMITS.anchorLineLength + 50)
  const anchor = anchorAt(toLines(long), 1)
  expect(anchor.text).toHaveLength(LIMITS.anchorLineLength)
  expect(findLines([anchor], toLines(`first\n${long}`))).toEqual([2])
})
