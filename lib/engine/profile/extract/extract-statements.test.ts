import { describe, expect, it } from 'vitest'
import { HELD_OUT, TUNED } from '../labels/parse-statements.fixture'
import { scoreStatements } from '../labels/score-statements.fixture'
import { extractStatements } from './extract-statements'

describe('extractStatements', () => {
  it('reads what lasts in the labelled messages', () => {
    const { wrong, missed } = scoreStatements(TUNED)
    expect({ wrong, missed }).toEqual({ wrong: [], missed: [] })
  })

  it('reads most of those that no rule was made with, and little else', () => {
    expect(TUNED.length + HELD_OUT.length).toBeGreaterThanOrEqual(180)
    const { precision, recall } = scoreStatements(HELD_OUT)
    expect(precision).toBeGreaterThanOrEqual(0.95)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })

  it('reads nothing but the person’s own words, in whole sentences as they were written', () => {
    expect(extractStatements('Hi!\n> The deadline is Monday.\nOur limit is 5 MB, as “agreed”. Why?')).toEqual([
      { kind: 'constraint', quote: 'Our limit is 5 MB, as “agreed”' },
    ])
    expect(extractStatements('```\nThe budget is 500.\n```')).toEqual([])
    expect(extractStatements(`It must be fast.\n\n${'It must be slow. '.repeat(400)}`)).toHaveLength(1)
    expect(extractStatements('The API key is sk-aaaaaaaaaaaaaaaaaaaa.')).toEqual([])
    expect(extractStatements('It must be red. It must be red. It must be blue.')).toHaveLength(2)
  })
})
