import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeJsonError } from './describe-json-error'

it.each([
  ['', 'line 1, column 1: expected a value, found the end. It may have been cut off.'],
  ['{"a": 1', 'line 1, column 8: expected a comma or “}”, found the end. It may have been cut off.'],
  ['{\n  "a": [1, 2\n}', 'line 3, column 1: expected a comma or “]”, found “}”'],
  [
    '{"a": 1,}',
    'line 1, column 9: expected the name of a field, in double quotes, found “}”. Take the comma before it away.',
  ],
  ['[1,\r\n ]', 'line 2, column 2: expected a value, found “]”. Take the comma before it away.'],
  ['[,]', 'line 1, column 2: expected a value or “]”, found “,”'],
  ['{a: 1}', 'line 1, column 2: expected the name of a field, in double quotes, or “}”, found “a”'],
  ["['a']", "line 1, column 2: expected a value or “]”, found “'”. Texts and names stand in straight double quotes."],
  [
    '{“a”: 1}',
    'line 1, column 2: expected the name of a field, in double quotes, or “}”, found “““. Texts and names stand in straight double quotes.'.replace(
      '“““',
      '““”',
    ),
  ],
  ['{"a" 1}', 'line 1, column 6: expected a colon, found “1”'],
  ['{"a": NaN}', 'line 1, column 7: expected a value, found “NaN”. Write null.'],
  ['{"a": -Infinity}', 'line 1, column 7: expected a value, found “-Infinity”. Write null.'],
  ['[True]', 'line 1, column 2: expected a value or “]”, found “True”. Write true.'],
  ['[01]', 'line 1, column 2: expected a value or “]”, found “01”'],
  ['[1.]', 'line 1, column 2: expected a value or “]”, found “1.”'],
  ['[1] x', 'line 1, column 5: expected the end, found “x”'],
  ['{} // no', 'line 1, column 4: expected the end, found “/”. JSON has no comments.'],
  [
    '["a\nb"]',
    'line 1, column 4: expected the closing quote of a text, found a line break. Write \\n for a line break in a text.',
  ],
  [
    '["a\u0001"]',
    'line 1, column 4: expected the closing quote of a text, found the character U+0001. Write a control character as \\u and its four digits.',
  ],
  [
    '["C:\\dir"]',
    'line 1, column 5: expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000, found “\\”. Write \\\\ for a backslash.',
  ],
  [
    '"never closed',
    'line 1, column 14: expected the closing quote of a text, found the end. It may have been cut off.',
  ],
  ['[1,\u00a02]', 'line 1, column 4: expected a value, found the character U+00A0'],
  ['<html>', 'line 1, column 1: expected a value, found “<”'],
])('says of %j where it ends to be JSON, and what should stand there', (text, told) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError)
  expect(describeJsonError(text)).toBe(told)
})

it('finds the place in whatever the parser refuses, and none in what it reads', () => {
  const letters = fc.constantFrom(...'{}[],:"\\ntfalsenu0123.-+eE u\n\t/é😀'.split(/(?:)/u))
  const cut = fc
    .tuple(fc.json(), fc.nat(), fc.nat({ max: 3 }), fc.string({ unit: letters, maxLength: 3 }))
    .map(
      ([json, at, gone, more]) =>
        json.slice(0, at % (json.length + 1)) + more + json.slice((at % (json.length + 1)) + gone),
    )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: letters }), cut), (text) => {
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      expect(describeJsonError(text) === 'it could not be read').toBe(isJson)
    }),
    { numRuns: 3_000 },
  )
})

it('says so of a hundred thousand lists in one another', () => {
  expect(describeJsonError('['.repeat(100_000))).toMatch(
    /^line 1, column 100001: expected a value or “\]”, found the end/,
  )
})
