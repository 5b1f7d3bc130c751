import { describe, expect, it } from 'vitest'
import type { AnalysisPort, ModelAnalysis } from '../vocabulary/ports'
import type { Turn } from '../vocabulary/types'
import { analyzeQuery } from './analyze-query'
import { askAnalyzer } from './ask-analyzer'

const turns: Turn[] = [{ id: '1', role: 'user', content: 'What is a signing secret?' }]
const rules = analyzeQuery('How do I rotate it?', turns)
const saying = (answer: unknown): AnalysisPort => ({
  model: 'analyst@1',
  analyze: async () => answer as ModelAnalysis,
})

describe('askAnalyzer', () => {
  it('takes what a model says, and keeps the rest', async () => {
    const result = await askAnalyzer(rules, turns, saying({ complexity: 'high', topics: [] }))
    expect(result).toEqual({
      analysis: { ...rules, complexity: 'high', topics: [] },
      by: 'analyst@1',
      warnings: [],
    })
  })

  it('ignores nonsense, and says so', async () => {
    const answer = { intent: 'shopping', keywords: ['a', 7], language: 'en', query: 'another one', made: 'up' }
    const { analysis, warnings } = await askAnalyzer(rules, turns, saying(answer))
    expect(analysis).toEqual({ ...rules, language: 'en' })
    expect(warnings).toEqual(['analyst@1 answered nothing usable for intent, keywords'])
  })

  it('searches what was asked when the model sees no follow-up', async () => {
    const answer = { isFollowUp: false, standaloneQuery: 'something else' }
    const { analysis } = await askAnalyzer(rules, turns, saying(answer))
    expect(analysis).toMatchObject({ isFollowUp: false, standaloneQuery: 'How do I rotate it?' })
  })

  it.each([
    ['failed', new Error('no')],
    ['took too long', new DOMException('The operation timed out', 'TimeoutError')],
  ])('falls back visibly when it %s', async (why, error) => {
    const port = { model: 'analyst@1', analyze: () => Promise.reject(error) }
    expect(await askAnalyzer(rules, turns, port)).toEqual({
      analysis: rules,
      by: 'rules',
      warnings: [`analysis by analyst@1 ${why}: done by rules instead`],
    })
  })
})
