import { expect, it } from 'vitest'
import { rememberTerms } from './remember-terms'

it('extracts each text once, and forgets those that were not asked for in a long time', () => {
  const extracted: string[] = []
  const termsOf = rememberTerms((text) => {
    extracted.push(text)
    return [{ id: 1, term: text, count: 1 }]
  })
  expect(termsOf('a')).toBe(termsOf('a'))
  expect(extracted).toEqual(['a'])
  for (let at = 0; at < 25_000; at++) termsOf(`text ${at}`)
  expect(termsOf('a')).toEqual([{ id: 1, term: 'a', count: 1 }])
  expect(extracted.filter((text) => text === 'a')).toHaveLength(2)
})

it('forgets long texts sooner, so that a few of them do not fill the memory', () => {
  let extracted = 0
  const termsOf = rememberTerms(() => {
    extracted++
    return []
  })
  const texts = Array.from({ length: 40 }, (_, at) => `${at}`.padEnd(1_000_000, 'x'))
  for (const text of texts) termsOf(text)
  termsOf(texts.at(-1) ?? '')
  expect(extracted).toBe(40)
  termsOf(texts[0] ?? '')
  expect(extracted).toBe(41)
})
