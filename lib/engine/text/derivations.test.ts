import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DERIVED_SHARE, derivationsOf } from './derivations'
import { extractQueryTerms } from './query-terms'
import { extractTerms } from './terms'

const found = (query: string, text: string) => {
  const held = new Set(extractTerms(text, 'de').map(({ id }) => id))
  return Math.max(
    0,
    ...extractQueryTerms(query, 'de', ['de']).flatMap(({ id, count }) => (held.has(id) ? [count] : [])),
  )
}

describe('derivationsOf', () => {
  it.each([
    ['Befristung', 'befristet'],
    ['befristet', 'Befristung'],
    ['befristete', 'Befristung'],
    ['Kündigung', 'gekündigt'],
    ['gekündigt', 'Kündigung'],
    ['Verlängerung', 'verlängert'],
    ['benachteiligt', 'Benachteiligung'],
    ['reduzieren', 'reduziert'],
    ['Berechnung', 'berechnet'],
  ])('%s finds %s, and less than itself', (asked, written) => {
    expect(found(asked, written)).toBeGreaterThanOrEqual(DERIVED_SHARE)
    expect(found(asked, asked)).toBe(1)
  })

  it.each([
    ['erheben', 'erhoben'],
    ['widerrufen', 'widerrief'],
    ['aufheben', 'aufgehoben'],
    ['abgeben', 'abzugeben'],
    ['geschlossen', 'schließen'],
  ])('knows the other forms of a strong verb: %s finds %s', (asked, written) => {
    expect(found(asked, written)).toBeGreaterThanOrEqual(DERIVED_SHARE)
  })

  it('knows none of short words, of other languages and of names of code', () => {
    expect(derivationsOf('jung', 'de')).toEqual([])
    expect(derivationsOf('befristung', 'en')).toEqual([])
    expect(derivationsOf('befrist_ung', 'de')).toEqual([])
  })

  it('gives few forms, none of them the word, in lowercase letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüß]{1,30}$/), (word) => {
        const forms = derivationsOf(word, 'de')
        expect(forms.length).toBeLessThanOrEqual(5)
        for (const form of forms) expect(form).toMatch(/^[a-zäöüß]+$/)
        expect(forms).not.toContain(word)
      }),
    )
  })
})
