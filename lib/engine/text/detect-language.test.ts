import { describe, expect, it } from 'vitest'
import { detectTextLanguage } from './detect-language'

describe('detectTextLanguage', () => {
  it('knows a short Finnish text that has no function word', () => {
    expect(detectTextLanguage('Käyttäjä lisää tiedoston hakemistoon. Järjestelmä päivittää näkymän.')).toBe('fi')
  })

  it.each([
    ['en', 'The hotel in Jyväskylä and the one in Hämeenlinna are open, and Väinö pays the bill in euros.'],
    ['de', 'Der Käufer wählt die Größe, und wir schicken ihm die Häuser, die er gesehen hat.'],
    ['sv', 'Kunden får ett nytt lösenord när hon har glömt det, och länken gäller i en timme.'],
    ['nl', 'De gebruikers gaan naar het scherm en zien daar hun eigen bestanden staan.'],
  ])('does not take a text for Finnish that is not: %s', (language, text) => {
    expect(detectTextLanguage(text)).toBe(language)
  })
})
