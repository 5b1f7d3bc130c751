import { expect, it } from 'vitest'
import { suggestQuestions } from './suggest-questions'

const rule = { id: 'tone', name: 'Tone', activation: 'always' as const }
const page = { id: 'refunds', name: 'Refunds', activation: 'semantic' as const }

it('asks about modules that a question finds, and about others only where there are no such', () => {
  expect(suggestQuestions([rule, page])).toEqual(['What should I know about Refunds?'])
  expect(suggestQuestions([rule])).toEqual(['What should I know about Tone?'])
  expect(suggestQuestions([])).toEqual([])
})
