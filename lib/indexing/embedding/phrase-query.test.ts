import { expect, it } from 'vitest'
import { extractTerms } from '@/lib/engine'
import { phraseQuery } from './phrase-query'

const idsOf = (text: string, language = 'en') => extractTerms(text, language).map(({ id }) => ({ id, count: 1 }))

it('asks in the words of the text, of which half stay in it', () => {
  const text = 'Keys rotate. A key that rotates is a key; `signing.key` is C++.'
  const drawn = [...idsOf('key rotate'), ...idsOf('absent')]
  const { query, rest, terms } = phraseQuery(text, ['en'], drawn)
  expect(query).toBe('keys rotate')
  expect(terms).toEqual(idsOf('key rotate'))
  expect(rest.match(/keys?/gi)).toEqual(['key'])
  expect(rest.match(/rotates?/gi)).toBeNull()
})

it('knows the words of other languages, and of scripts without spaces', () => {
  expect(phraseQuery('Die Lieferungen kommen an.', ['de'], idsOf('Lieferung', 'de')).query).toBe('lieferungen')
  const { query, rest } = phraseQuery('東京の天気', ['ja'], idsOf('天気', 'ja'))
  expect([query, rest]).toEqual(['天気', '東京の'])
})
