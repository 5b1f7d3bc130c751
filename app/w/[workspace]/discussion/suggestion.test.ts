import { expect, test } from 'vitest'
import { applySuggestion, findHindrance, findSuggestion, writeSuggestion } from './suggestion'

test.each([
  ['Shorter:\n\n```suggestion\nHerons eat.\nA lot.\n```\nYes?', 'Herons eat.\nA lot.'],
  ['```suggestion\r\nHerons eat.\r\n```', 'Herons eat.'],
  ['```suggestion\n```', ''],
  ['````suggestion\nuse ```\n````', 'use ```'],
  ['```suggestion\nnever closed', null],
  ['```ts\nHerons\n```', null],
  ['Herons', null],
])('%j offers %j', (comment, offered) => expect(findSuggestion(comment)).toBe(offered))

test.each(['Herons eat.', '', 'with ``` in it', '`` and ````'])('%j is offered as it is written', (line) => {
  expect(findSuggestion(writeSuggestion(line))).toBe(line)
})

test('replaces its line alone, and takes it out when it is empty', () => {
  expect(applySuggestion('a\nb\nc', 2, 'x\ny')).toBe('a\nx\ny\nc')
  expect(applySuggestion('a\r\nb\r\nc', 2, 'x')).toBe('a\r\nx\r\nc')
  expect(applySuggestion('a\nb\nc', 3, '')).toBe('a\nb')
})

test.each([
  [{ side: 'new', text: 'b', currentLine: 2 }, null],
  [{ side: 'new', text: 'c', currentLine: 3 }, null],
  [{ side: 'old', text: 'b', currentLine: 2 }, 'the text before'],
  [{ side: 'new', text: 'b', currentLine: null }, 'no longer in the proposed text'],
  [{ side: 'new', text: 'b', currentLine: 3 }, 'changed meanwhile'],
  [{ side: 'new', text: 'b', currentLine: 9 }, 'changed meanwhile'],
] as const)('what hinders %j is said', (anchor, said) => {
  const hindrance = findHindrance('a\nb\r\nc and the end of a long line', anchor)
  if (said === null) expect(hindrance).toBeNull()
  else expect(hindrance).toContain(said)
})
