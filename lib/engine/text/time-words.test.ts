import { describe, expect, it } from 'vitest'
import { sayDay, timeWordsIn } from './time-words'

const DAY = '2026-03-01'

describe('tellsTime', () => {
  it.each([
    ['en', 'See you in May.'],
    ['en', 'It opened in 1998'],
    ['en', 'On wednesday, I think.'],
    ['en', 'That was two weeks ago.'],
    ['en', 'I went there yesterday.'],
    ['de', 'Wir waren letzte Woche dort.'],
    ['de', 'Seit drei Jahren.'],
    ['fr', 'il y a deux ans'],
    ['fr', 'en août'],
    ['es', 'hace dos meses'],
    ['ru', 'через пять лет'],
    ['ja', '昨日行きました'],
    ['zh', '上周去过'],
  ])('finds the time in %s: %s', (language, text) => {
    expect(timeWordsIn(language).tellsTime(text)).toBe(true)
  })

  it.each([
    ['en', 'You may go.'],
    ['en', 'It costs 12005 euros.'],
    ['en', 'The daylight saver'],
    ['en', 'Blastweekly'],
    ['de', 'Der Montagetisch'],
    ['ja', '日本へ行きました'],
    ['fr', 'dans le grand bain'],
  ])('finds none in %s: %s', (language, text) => {
    expect(timeWordsIn(language).tellsTime(text)).toBe(false)
  })
})

describe('resolve', () => {
  it('counts from the day on which it was said, over the ends of months and years', () => {
    const { resolve } = timeWordsIn('en')
    expect(resolve('Yesterday we sailed.', DAY)).toEqual(['28 February 2026'])
    expect(resolve('I start tomorrow, and move next month.', DAY)).toEqual(['2 March 2026', 'April 2026'])
    expect(resolve('We met LAST WEEK', DAY)).toEqual(['22 February 2026'])
    expect(resolve('last month, last year', '2026-01-31')).toEqual(['December 2025', '2025'])
    expect(resolve('Nothing of it', DAY)).toEqual([])
    expect(timeWordsIn('de').resolve('nächstes Jahr', DAY)).toEqual(['2027'])
    expect(timeWordsIn('ja').resolve('昨日行きました', DAY)).toEqual(['28 February 2026'])
  })

  it('says nothing of a day that is none', () => {
    expect(timeWordsIn('en').resolve('yesterday', 'someday')).toEqual([])
  })
})

it('reads as English what it does not know', () => {
  for (const language of ['und', 'xx', 'no language', '']) {
    expect(timeWordsIn(language).resolve('last month', DAY)).toEqual(['February 2026'])
  }
})

it('says a day as it is spoken of', () => {
  expect(sayDay('2026-03-04')).toBe('4 March 2026')
})
