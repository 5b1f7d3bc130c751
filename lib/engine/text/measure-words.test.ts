import { expect, it } from 'vitest'
import { PRICE_WORDS } from './measure-words'

it.each([
  ['Was kostet ein Stand?', ' ein Stand?'],
  ['Combien coûte une carte ?', ' une carte ?'],
  ['¿Cuánto cuesta el horno?', '¿ el horno?'],
  ['Quanto custa o forno?', ' o forno?'],
  ['Hoeveel kost de oven?', ' de oven?'],
  ['How much does the kiln cost?', ' the kiln ?'],
  ['What does the kiln cost?', 'What does the kiln ?'],
  ['What does it cost?', 'What does it cost?'],
  ['How much does it cost?', 'How much does it cost?'],
  ['Which costs are shared?', 'Which costs are shared?'],
  ['Die Kosten, was sie decken', 'Die Kosten, was sie decken'],
])('asks for a price with words that no list of prices need hold: %s', (question, left) => {
  expect(question.replaceAll(PRICE_WORDS, '')).toBe(left)
})
