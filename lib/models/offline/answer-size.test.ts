import { describe, expect, it } from 'vitest'
import { extractAnswer } from './extract-answer'

const ask = (query: string, text: string) => extractAnswer(query, [{ title: 'Guide', text, label: 'k1' }])
const said = (query: string, text: string) =>
  ask(query, text)
    .map((quote) => quote.text)
    .join('\n\n')

const FILLER = 'The shed behind the yard is painted grey and has a small window. '.repeat(8)

describe('how much of what was found is quoted', () => {
  it('a short paragraph whole: what answers may stand before the sentence that has the words', () => {
    const text =
      '# Guests\n\nYou may bring two friends. Children need a chair. Everybody signs the book. Visitors of the kiln wear gloves.'
    expect(said('What about visitors of the kiln?', text)).toContain('You may bring two friends.')
  })

  it('of a long one the sentences around the one that holds most of the question', () => {
    const text = `# Cover\n\nThe short cover and the long cover wait for a claim. The short one has a waiting period of 7 days. ${FILLER}There is a waiting period of 90 days for the long cover. ${FILLER}`
    expect(said('What is the waiting period for the long cover?', text)).toContain('90 days for the long cover')
  })

  it('the number that counts what is asked for, also where the words stand behind it', () => {
    const text = `# Holidays\n\nThe studio gives 20 days of holiday a year. ${FILLER}Your holiday rolls over with at most 27 days in the bank. ${FILLER}`
    expect(said('How many holiday days do I get?', text)).toMatch(/^The studio gives 20 days of holiday/)
  })

  it('lists that are as many items as the question says only together', () => {
    const text =
      '# Glazing\n\n## Ways of glazing\n\nThere are four ways of glazing.\n\n- dipping a bowl\n- pouring over a bowl\n\nThe others need a tool:\n\n- brushing a bowl\n- spraying a bowl\n\n## Prices\n\n- high'
    const answer = said('What are the four ways of glazing?', text)
    for (const way of ['dipping', 'pouring', 'brushing', 'spraying']) expect(answer).toContain(way)
    expect(answer).not.toContain('high')
    const headed = said('What are the three ways of glazing?', text)
    expect(headed.split('**Ways of glazing**').length).toBe(2)
  })

  it('the name in code that a reference describes, above its description', () => {
    const text =
      '# Commands\n\n#### `kiln pots remove`\n\nRemoves pots from the shelf.\n\n#### `kiln pots add`\n\nAdds pots.'
    expect(said('How are pots removed?', text)).toContain('**`kiln pots remove`**\n\nRemoves pots')
  })

  it('the section of one of two words, where its heading has it and no text has the other', () => {
    const text = '# Studio\n\nIt is open.\n\n## Summer hours\n\nWe open at eight from May on.'
    expect(said('Do you sleep in summer?', text)).toContain('We open at eight')
    expect(said('Do you sleep in winter?', text)).toBe('')
  })

  it('does not count the addresses of links as length', () => {
    const link = `[shelf](https://example.com/${'a'.repeat(400)})`
    const text = `# Pots\n\nRed pots stand on the ${link} below. It is low.\n\nRed pots also stand on the ${link} above. It is high.\n\nRed pots never stand on the ${link} outside. It is wet.`
    expect(ask('Where do red pots stand?', text).length).toBe(3)
  })
})
