import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '@/lib/engine'
import { summarizeTurns } from './summarize-turns'

const turn = (role: Turn['role'], content: string, index = 0): Turn => ({ id: `m${index}`, role, content })

describe('summarizeTurns', () => {
  it('tells who said what, without markup, citations and code', () => {
    const turns = [
      turn('user', 'How do I **undo** a deployment?'),
      turn('assistant', '# Rollback\n\n- Run `rollback` [k1].\n\n```sh\nrollback --to 12\n```\n\nThen wait.'),
    ]
    expect(summarizeTurns(turns)).toBe(
      'The user said: How do I undo a deployment?\nAnswer: Rollback Run rollback . Then wait.',
    )
  })

  it('never passes 300 words, and gives up old answers before old questions', () => {
    const turns = Array.from({ length: 30 }, (_, index) => [
      turn('user', `Question ${index} about nothing much`, index),
      turn('assistant', `Answer ${index} ${'word '.repeat(60)}`, index),
    ]).flat()
    const summary = summarizeTurns(turns)
    expect(summary.split(/\s+/).length).toBeLessThanOrEqual(300)
    expect(summary).toContain('Question 0 ')
    expect(summary).not.toContain('Answer 0 ')
    expect(summary).toContain('Answer 29 ')
  })

  it('is short and always the same, whatever was said', () => {
    const turns = fc.array(
      fc.record({ id: fc.uuid(), role: fc.constantFrom('user', 'assistant'), content: fc.string() }),
      {
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(turns, (said) => {
        const summary = summarizeTurns(said as Turn[])
        expect(summary.split(/\s+/).length).toBeLessThanOrEqual(300)
        expect(summarizeTurns(said as Turn[])).toBe(summary)
      }),
    )
  })
})
