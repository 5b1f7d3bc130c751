import { describe, expect, it } from 'vitest'
import { bm25DocumentWeights, bm25QueryWeights } from '../numbers/bm25'
import { partsOfCompound } from './compounds'
import { detectTextLanguage } from './detect-language'
import { extractQueryTerms } from './query-terms'
import { extractTerms } from './terms'

describe('partsOfCompound', () => {
  it.each([
    ['kündigungsfrist', 'de', ['kündigung', 'frist']],
    ['rückerstattungsfrist', 'de', ['rückerstattung', 'erstattung', 'frist']],
    ['mitarbeiterversammlung', 'de', ['versammlung']],
    ['datenverarbeitungsanlage', 'de', ['datenverarbeitung', 'verarbeitung', 'anlage']],
    ['sicherheitskopie', 'de', ['sicherheit', 'kopie']],
    ['rechnungsadresse', 'de', ['rechnung', 'adresse']],
    ['datenbank', 'de', ['daten', 'bank']],
    ['haftpflichtversicherung', 'de', ['haftpflicht', 'versicherung']],
    ['mietpreisbremse', 'de', ['mietpreis', 'bremse']],
    ['autobahnraststätte', 'de', ['autobahn', 'raststätte']],
    ['arbeitslosenversicherung', 'de', ['arbeitslosen', 'versicherung']],
    ['dateianhang', 'de', ['anhang']],
    ['kündigungsfrist', 'en', ['kündigung', 'frist']],
    ['haftpflichtversicherung', 'en', ['haftpflicht']],
    ['ziekenhuis', 'nl', ['zieken', 'huis']],
    ['verzekeringspolis', 'nl', ['verzekering', 'polis']],
    ['uppsägningstid', 'sv', ['uppsägning']],
    ['fakturaadress', 'sv', ['faktura', 'adress']],
  ])('finds in %s', (word, language, expected) => {
    expect(partsOfCompound(word, language)).toEqual(expect.arrayContaining(expected))
  })

  it.each([
    ['rechnungen', 'de'],
    ['bookkeeping', 'en'],
    ['consciousness', 'en'],
    ['internationalisation', 'en'],
    ['frist', 'de'],
    ['2024-kündigungsfrist', 'de'],
  ])('finds none in %s (%s)', (word, language) => {
    expect(partsOfCompound(word, language)).toEqual([])
  })

  it.each([
    ['Frist', 'de'],
    ['Kündigung', 'de'],
    ['Kündigungsfrist', 'de'],
  ])('finds by %s both texts, the exact one first', (query, language) => {
    const texts = ['Die Kündigungsfrist beträgt drei Monate.', 'Die Frist für eine Kündigung steht im Vertrag.']
    const counted = [...texts, 'Der Hafen liegt am Fluss.'].map((text) => extractTerms(text, language))
    const frequencyOf = (id: number) => counted.filter((terms) => terms.some((term) => term.id === id)).length
    const asked = bm25QueryWeights(extractQueryTerms(query, language, [language]), counted.length, frequencyOf)
    const [compound, apart, other] = counted.map((terms) => {
      const weights = bm25DocumentWeights(terms, 10, 10)
      return asked.reduce((sum, { id, weight }) => sum + weight * (weights.get(id) ?? 0), 0)
    })
    expect(Math.min(compound!, apart!)).toBeGreaterThan(0)
    expect(other).toBe(0)
    if (query === 'Kündigungsfrist') expect(compound).toBeGreaterThan(apart!)
    else expect(apart).toBeGreaterThan(compound!)
  })

  it('finds a German text by first parts, though it is too short to tell its language', () => {
    const text = '# Rückerstattungsrichtlinie\n\nUnsere Haftpflichtversicherung deckt Schäden.'
    const ids = new Set(extractTerms(text, detectTextLanguage(text)).map(({ id }) => id))
    for (const query of ['Rückerstattung', 'Haftpflicht', 'Versicherung', 'Richtlinie']) {
      const asked = extractQueryTerms(query, 'und', ['en'])
      expect(asked.some(({ id }) => ids.has(id))).toBe(true)
    }
  })
})
