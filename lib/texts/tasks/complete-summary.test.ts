import { expect, it } from 'vitest'
import { completeSummary } from './complete-summary'

const source = [
  'User: We plan the move of the shop to Harbour Street 14. The budget is 1,240 euros and Ingrid pays it.',
  'Answer: I wrote it into conf/main.yaml. Shall I ask the landlord about the move?',
].join('\n')
const extracted = 'User: The budget is 1,240 euros and Ingrid pays it.\nAnswer: I wrote it into conf/main.yaml.'

it('keeps what holds it all as it is', () => {
  const text = 'The shop moves to Harbour Street 14; Ingrid pays the budget of 1,240 euros (see conf/main.yaml).'
  expect(completeSummary({ text, source, extracted })).toBe(text)
})

it('adds the sentences whose figures and identifiers are missing, and no others', () => {
  const text = 'They plan to move the shop; Ingrid pays the budget of 1,240 euros.'
  expect(completeSummary({ text, source, extracted })).toBe(`${text}\nAnswer: I wrote it into conf/main.yaml.`)
})

it('takes neither an answer to the conversation nor nothing for a summary of it', () => {
  const answer = 'Certainly! Landlords usually want three months notice, references, and a signed guarantee.'
  expect(completeSummary({ text: answer, source, extracted })).toBe('')
  expect(completeSummary({ text: '', source, extracted })).toBe('')
  expect(completeSummary({ text: '…', source, extracted })).toBe('')
})
