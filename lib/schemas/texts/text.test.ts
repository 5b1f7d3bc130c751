import { expect, it } from 'vitest'
import { toOneLine } from '@/lib/engine/text/to-one-line'
import { moduleIdSchema } from '@/lib/schemas/modules/module'
import { toSlug } from '@/lib/schemas/modules/module-path'
import { isBlank, nameText, nonBlankText, trimmedText } from './text'

const INVISIBLE = [
  '',
  ' \t\n\u00a0\u2003',
  '\u3164',
  '\u115f\u1160\uffa0',
  '\u200b\u2060\ufeff',
  '\u00ad \u{e0041}',
  '\u0007',
  '\u202e\u2066',
]

it.each(INVISIBLE)('takes %j for no name, title or id', (text) => {
  expect(isBlank(text)).toBe(true)
  expect(nonBlankText(100).safeParse(text).success).toBe(false)
  expect(moduleIdSchema.safeParse(text).success).toBe(false)
  expect(toSlug(text)).toBe('')
})

it.each(['a', ' 한 ', 'می‌خواهم', '❤️', '0', '\u3164x'])('takes %j for one', (text) => {
  expect(nonBlankText(100).safeParse(text).success).toBe(true)
})

it.each([
  ['in\u202evoice', 'invoice'],
  ['\u2067a\u2069 b', 'a b'],
  ['a\r\nb', 'a b'],
  ['a\u2028b', 'a b'],
  ['soft\u00adly\u200b \ufeffsaid\u2060', 'softly said'],
  ['plan\u{e0068}\u{e0069}', 'plan'],
  [
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scotland',
  ],
  ['👩\u200d🚒 ❤\ufe0f', '👩\u200d🚒 ❤\ufe0f'],
  ['a\u0007b', 'a b'],
  [' می‌خواهم\u200f ', 'می‌خواهم\u200f'],
])('reads the name %j as %j', (written, read) => {
  expect(toOneLine(written)).toBe(read)
  expect(nameText(100).parse(written)).toBe(read)
  expect(trimmedText(100).parse(written)).toBe(read)
})

it('leaves a null to be refused as one', () => {
  expect(nameText(100).parse('a\0b')).toBe('a\0b')
})
