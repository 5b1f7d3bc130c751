import { describe, expect, it } from 'vitest'
import { detectLanguage, detectTextLanguage } from './detect-language'

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

describe('detectLanguage', () => {
  it.each([
    [
      'pt',
      'Quanto custa o forno? | Quanto tempo dura a queima? | Quanto é o aluguel? | Onde fica a chave? | Quem abre a porta?',
    ],
    ['it', 'Quanto costa il forno? | Quanto tempo ci vuole? | Quanti forni ci sono? | Chi apre la porta?'],
    ['es', '¿Cuánto cuesta el horno? | ¿Cuánto tiempo dura? | ¿Quién abre la puerta? | ¿Cuánta agua lleva?'],
    ['fr', 'Combien coûte le four ? | Combien de temps dure la cuisson ? | Qui ouvre la porte ?'],
    ['de', 'Was kostet der Ofen? | Wer haftet? | Braucht man Strom? | Wer öffnet die Tür?'],
    ['nl', 'Hoeveel kost de oven? | Mag ik roken? | Wie opent de deur?'],
    ['sv', 'Vad kostar ugnen? | Vem öppnar dörren? | Får jag röka?'],
    ['da', 'Hvad koster ovnen? | Hvor lang tid tager det? | Hvornår åbner butikken?'],
    ['pl', 'Gdzie jest klucz? | Kto otwiera drzwi? | Czy mogę palić?'],
    ['en', 'How much is it? | Who pays? | May I smoke? | When does it open?'],
  ])('takes no short question in %s for one in another language', (language, questions) => {
    const told = questions.split(' | ').map(detectLanguage)
    expect(told.filter((each) => each !== language && each !== 'und')).toEqual([])
    expect(told).toContain(language)
  })
})
