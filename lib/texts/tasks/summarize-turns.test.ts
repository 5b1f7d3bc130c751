import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '@/lib/engine'
import { summarizeTurns } from './summarize-turns'

const turn = (role: Turn['role'], content: string, index = 0): Turn => ({ id: `m${index}`, role, content })
const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length

const SMALL = 'That is nice to hear and quite so. '
const EPISODE = [
  turn('user', `We plan a move of the shop. ${SMALL.repeat(3)}`),
  turn('assistant', `# Plan\n\n- ${SMALL}\n- We decided to go with Krait [k1].\n\n\`\`\`sh\nkrait --now\n\`\`\``),
  turn('user', `${SMALL} The budget is 1,240 euros and Ingrid pays it.`),
  turn('assistant', `${SMALL.repeat(2)} The file is conf/main.yaml, by the way.`),
  turn('user', `${SMALL.repeat(3)} Who tells the landlord?`),
]

describe('summarizeTurns', () => {
  it('keeps the first question, decisions, figures, names, identifiers and what is open, in the words that were used', () => {
    expect(summarizeTurns(EPISODE)).toBe(
      [
        'User: We plan a move of the shop.',
        'Answer: We decided to go with Krait .',
        'User: The budget is 1,240 euros and Ingrid pays it.',
        'Answer: The file is conf/main.yaml, by the way.',
        'User: Who tells the landlord?',
      ].join('\n'),
    )
  })

  it('says nothing twice, and nothing of what has no sentence', () => {
    expect(summarizeTurns([turn('user', 'word '.repeat(400))])).toBe('')
    expect(summarizeTurns([turn('assistant', 'So it goes on. '.repeat(40))])).toBe('')
    const twice = summarizeTurns(Array.from({ length: 20 }, () => turn('user', 'We must ship in June. So it goes on.')))
    expect(twice.match(/June/g)).toHaveLength(1)
  })

  it('is shorter than what it tells, whole sentences of it, and always the same', () => {
    const word = fc.constantFrom('we', 'decided', 'June', '12', 'ship.', 'who?', 'a', 'b', '\n', 'config.yaml')
    const turns = fc.array(
      fc.record({
        id: fc.uuid(),
        role: fc.constantFrom<Turn['role']>('user', 'assistant'),
        content: fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(turns, (said) => {
        const summary = summarizeTurns(said)
        const source = said.map(({ content }) => content.replaceAll(/\s+/g, ' ')).join(' ')
        const lines = summary === '' ? [] : summary.split('\n').map((line) => line.replace(/^(?:User|Answer): /, ''))
        expect(countWords(lines.join(' '))).toBeLessThanOrEqual(Math.min(300, 0.3 * countWords(source)))
        for (const line of lines) expect(source).toContain(line)
        expect(summarizeTurns(said)).toBe(summary)
      }),
    )
  })
})
