import { expect, test } from 'vitest'
import { applySuggestion, findSuggestion, writeSuggestion } from './suggestion'

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
