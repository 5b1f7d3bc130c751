import { expect, it } from 'vitest'
import { moduleIdSchema } from './module'
import { toSlug } from './module-path'
import { isBlank, nonBlankText } from './text'

const INVISIBLE = ['', ' \t\n\u00a0\u2003', '\u3164', '\u115f\u1160\uffa0', '\u200b\u2060\ufeff', '\u00ad \u{e0041}']

it.each(INVISIBLE)('takes %j for no name, title or id', (text) => {
  expect(isBlank(text)).toBe(true)
  expect(nonBlankText(100).safeParse(text).success).toBe(false)
  expect(moduleIdSchema.safeParse(text).success).toBe(false)
  expect(toSlug(text)).toBe('')
})

it.each(['a', ' 한 ', 'می‌خواهم', '❤️', '0', '\u3164x'])('takes %j for one', (text) => {
  expect(nonBlankText(100).safeParse(text).success).toBe(true)
})
