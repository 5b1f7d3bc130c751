import fc from 'fast-check'
import { expect, it } from 'vitest'
import { visibleText } from './visible-text'

it('knows where each visible character stands', () => {
  const part = fc.oneof(
    fc.constantFrom('\u200b', '\u00ad', '\u{e0041}', '<', 'a', '\n', '😀'),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const whole = parts.join('')
      const { text, toOffset } = visibleText(whole)
      for (let index = 0; index < text.length; index++) expect(whole[toOffset(index)]).toBe(text[index])
      expect(visibleText(text).text).toBe(text)
    }),
  )
})

it('keeps what breaks a line or is seen', () => {
  const text = 'a\tb\r\nc\vd\fe\u0085f\u2028g\u00a0h é 漢 क्ष'
  expect(visibleText(text).text).toBe(text)
})
