import { describe, expect, it } from 'vitest'
import { extractAnswer } from './extract-answer'

const ask = (query: string, ...texts: string[]) => {
  const passages = texts.map((text, at) => ({ title: 'Guide', text, label: `k${at + 1}` }))
  return extractAnswer(query, passages)
}

const KILNS = `# Kilns

A kiln is an oven that hardens clay. It is heated for hours.

## Firing

Fire a pot in this order:

1. Dry the pot for two days.
2. Load the kiln.
3. Heat it to 1,060 degrees.

## Renting

| kiln | litres | price |
|---|---|---|
| small | 40 | 12 € |
| large | 120 | 30 € |

To reserve a kiln, run:

\`\`\`sh
reserve --kiln large
\`\`\`

The small kiln is never lent on Sundays.`

describe('extractAnswer', () => {
  it('answers from a table with its head and the row that fits', () => {
    const [first] = ask('How much is the large kiln, price in litres?', KILNS)
    expect(first).toEqual({ label: 'k1', text: '| kiln | litres | price |\n|---|---|---|\n| large | 120 | 30 € |' })
  })

  it('gives the steps whole, with the sentence before them', () => {
    const [first] = ask('What are the steps to fire a pot?', KILNS)
    expect(first?.text).toBe(
      'Fire a pot in this order:\n\n1. Dry the pot for two days.\n2. Load the kiln.\n3. Heat it to 1,060 degrees.',
    )
  })

  it.each([
    ['And what is a kiln?', /^A kiln is an oven/],
    ['Could you please tell me what a kiln is?', /A kiln is an oven/],
    ['but how do I fire a pot?', /1\. Dry the pot/],
    ['Hi, do you know how to fire a pot?', /1\. Dry the pot/],
    ['ok, and is the small kiln lent on Sundays?', /^The small kiln is never lent/],
  ])('reads a question behind what it is opened with: %s', (query, answer) => {
    expect(ask(query, KILNS)[0]?.text).toMatch(answer)
    expect(ask(query, KILNS)).toEqual(ask(query.replace(/^.*?(?=what|how|is the)/i, ''), KILNS))
  })

  it('tells who must not from the list that says not, also behind a sentence that no colon closes', () => {
    const text = `# Kiln pass

## What the pass is

The pass opens the kiln room. The pass is free.

## Before you ask for it

Do not ask for the pass if you

- are under 16,
- have not read the rules.`
    const [first] = ask('Who must not have the pass?', text)
    expect(first?.text).toMatch(/Do not ask for the pass if you\n\n- are under 16,\n- have not read the rules\.$/)
  })

  it('answers from the list below the headings that name what is asked, and takes a version for one word', () => {
    const text = `# Changes

## 4.0.0 – May

### Added

- Lids of glass.

### Fixed

- Doors that stuck.

## 3.6.0 – January

### Added

- Shelves of steel.

## Moving to 4.0.0

1. Empty the kiln.
2. Install 4.0.0.`
    expect(ask('What was added in 4.0.0?', text)[0]?.text).toContain('- Lids of glass.')
    expect(ask('What was added in 3.6.0?', text)[0]?.text).toContain('- Shelves of steel.')
    expect(ask('What was fixed in 4.0.0?', text)[0]?.text).toContain('- Doors that stuck.')
  })

  it('gives code in its fence to who asks for a command', () => {
    const [first] = ask('Which command reserves a kiln?', KILNS)
    expect(first?.text).toBe('To reserve a kiln, run:\n\n```sh\nreserve --kiln large\n```')
  })

  it('begins with the definition', () => {
    expect(ask('What is a kiln?', KILNS)[0]?.text).toMatch(/^A kiln is an oven that hardens clay\./)
  })

  it('gives the sentence that settles a question of yes or no', () => {
    expect(ask('Is the small kiln lent on Sundays?', KILNS)[0]?.text).toBe('The small kiln is never lent on Sundays.')
  })

  it('closes a fence that the passage leaves open', () => {
    const open = 'To reserve a kiln, run:\n\n```sh\nreserve --kiln large'
    expect(ask('Which command reserves a kiln?', open)[0]?.text).toBe(`${open}\n\`\`\``)
  })

  it('gives the sentence with the number to who asks how big something is, without that word in it', () => {
    const chunks = 'A chunk is cut where a heading starts, and a chunk is searched.\n\nA chunk has at most 230 tokens.'
    for (const query of ['How big should a chunk be?', 'how large is a chunk']) {
      expect(ask(query, chunks)[0]?.text, query).toBe('A chunk has at most 230 tokens.')
    }
    expect(ask('How tall is the tower?', chunks)).toEqual([])
  })

  it('begins with the sentence that says a number of what is asked about, not of something else', () => {
    const text =
      '# Glaze jars\n\nA jar is glass. Every jar is washed, and its lid is kept. In all rooms 3 people fill a jar. They sing aloud. A jar holds 40 litres.\n\n## Jars of a jar\n\nA jar stands beside another jar, and a jar is blue.'
    for (const query of ['How large is a jar?', 'How many litres does a jar hold?', 'how much does a jar hold']) {
      expect(ask(query, text)[0]?.text, query).toMatch(/^A jar holds 40 litres\./)
    }
  })

  it('gives items that ask and then answer, but none that only ask', () => {
    const list = '1. What is hot? The kiln.\n2. How long is it hot? All day.\n3. Who opens it? The stoker.'
    const [first] = ask(
      'What are the three questions of firing?',
      `# Firing\n\nA fire.\n\n## The three questions\n\n${list}`,
    )
    expect(first?.text).toBe(`**The three questions**\n\n${list}`)
    const topics = '# Firing\n\n## The three questions\n\n- What is hot?\n- How v1.2 burns\n- Who opens it'
    expect(ask('What are the three questions of firing?', topics)).toEqual([])
  })

  it('gives the list with as many items as are asked for', () => {
    const text =
      '# Glazes\n\nThe rules of glazes:\n\n- Stir glazes.\n- Sieve glazes.\n\n## Rules of cold glazes\n\n- Wait.\n- Look.\n- Write.'
    expect(ask('What are the two rules of glazes?', text)[0]?.text).toContain('- Stir glazes.\n- Sieve glazes.')
    expect(ask('What are the 3 rules of glazes?', text)[0]?.text).toContain('- Wait.\n- Look.\n- Write.')
  })

  it('gives the list of a section whose introduction alone has the words', () => {
    const text =
      '# Studio\n\n## Shelves\n\nThe studio keeps raw colours on its shelves. Ask first.\n\nAll of them are old:\n\n- ochre\n- umber\n- sienna\n\n## Yard\n\nSand.'
    const answer = ask('Which raw colours do the shelves of the studio hold?', text).map(({ text }) => text)
    expect(answer.join('\n')).toContain('- ochre\n- umber\n- sienna')
  })

  it('takes no verb for what is listed', () => {
    const text =
      '# Names\n\nThe older name wins when two pots collide, and it is kept.\n\n## Two pots\n\nPots collide by name when:\n\n- they are blue\n- they are red'
    expect(ask('Which name wins when two pots collide?', text)[0]?.text).toContain('The older name wins')
  })

  it('says nothing when what is asked about is not there', () => {
    expect(ask('How do I connect a telephone?', KILNS)).toEqual([])
  })

  it('weighs no pairs of stop words, so that “How do I make a” does not drown what is asked', () => {
    const text = '# Glaze\n\nA glaze is thin glass.\n\n# Kilns\n\nTo make a cone, bend clay.'
    expect(ask('How do I make a thin glaze for only clay?', text)[0]?.text).toContain('thin glass')
  })

  it('passes over what a page goes on to say', () => {
    const topics = '# Pots\n\n- How to fire a pot\n- Why a pot cracks\n\nA pot cracks when it dries too fast.'
    const answer = ask('Why does a pot crack?', topics)
    expect(answer.map(({ text }) => text)).toEqual(['A pot cracks when it dries too fast.'])
  })

  it('looks up the row whose key is named, before prose that says more words', () => {
    const text = `# Shares

The clay of a kiln and its glaze take part of the room, and so does a kiln in a shed beside clay.

| part | share |
|---|---|
| clay | 40 % |
| glaze | 10 % |`
    const [first] = ask('How much is the share of the glaze?', text)
    expect(first?.text).toContain('| glaze | 10 % |')
    expect(first?.text).not.toContain('40 %')
  })

  it('gives all rows where the question asks for what the first column names', () => {
    const text = '# Form\n\n| Field | Rule |\n|---|---|\n| name | short |\n| colour | one of three |'
    expect(ask('Which fields does the form have?', text)[0]?.text).toContain('| colour | one of three |')
  })

  it('takes a line for a terminal for a command, also without a fence', () => {
    const text =
      '# Start\n\nA project has a folder.\n\n## Kiln projects\n\nTo begin a new kiln project, run:\n\n<Box>\nnpx make-kiln@latest\n</Box>'
    expect(ask('What is the command for a new kiln project?', text)[0]?.text).toContain('npx make-kiln@latest')
  })

  it('lists what a section has by its headings', () => {
    const text =
      '# Studio\n\nIt is open.\n\n## Optional rooms\n\nWe have some.\n\n### Kiln room\n\nHot.\n\n### Drying room\n\nDry.'
    expect(ask('Which optional rooms are there?', text)[0]?.text).toBe(
      '**Optional rooms**\n\n- Kiln room\n- Drying room',
    )
  })

  it('gives an item by the word that its author marked', () => {
    const text =
      '# Work\n\n- A **glazer** paints pots.\n- A **potter** throws them.\n- A **stoker** fires them.\n- Others watch.\n- Some sing.'
    expect(ask('What does a potter do?', text)[0]?.text).toBe('- A **potter** throws them.'.replaceAll('**', ''))
  })

  it('keeps the nesting and the numbers of a list, with what an item stands below', () => {
    const text =
      '# Firing\n\n1. Dry the pots:\n   1. Set them on a shelf.\n   2. Turn them daily.\n2. Load the kiln.\n   - Bowls stand below.\n   - Small pots stand above.\n3. Close the door.'
    const whole = text.slice('# Firing\n\n'.length)
    expect(ask('What are the steps of firing?', text)[0]?.text).toBe(`**Firing**\n\n${whole}`)
    expect(ask('Where do small pots stand?', text)[0]?.text).toBe('2. Load the kiln.\n   - Small pots stand above.')
    expect(ask('How long are pots dried on the shelf?', text)[0]?.text).toContain('Dry the pots:')
  })

  it('gives all that an item introduces', () => {
    const text =
      '# Work\n\n- Rinsing takes water.\n- For glazing you need:\n  - a brush\n  - a bowl\n- Sieving takes time.\n- Others watch.'
    expect(ask('What is needed for glazing?', text)[0]?.text).toBe('- For glazing you need:\n  - a brush\n  - a bowl')
  })

  it.each([
    ['Who works in the glaze room?', 'Ben'],
    ['who is in the glaze room', 'Ben'],
    ['Who sits in the office?', 'Ada'],
  ])('finds the row of a person by what stands in another column: %s', (query, name) => {
    const text = `# People

We work hard in every room, and whoever works here likes the glaze.

| name | place | telephone |
|---|---|---|
| Ada | office | 12 |
| Ben | glaze room | 17 |
| Cleo | yard | 20 |`
    const [first] = ask(query, text)
    expect(first?.text.split('\n').slice(2)).toEqual([expect.stringContaining(name)])
    expect(ask('Who works in the bank?', text)).toEqual([])
  })

  it('reads a paragraph to its end, also where it stands in one long line', () => {
    const text = `# Clay\n\n${'Clay comes from the pit and is kept wet for a while. '.repeat(30)}The chief stoker is Ida.`
    expect(ask('Who is the chief stoker?', text)[0]?.text).toContain('The chief stoker is Ida.')
  })

  it('says what something is before what else is said of it', () => {
    const text =
      '# Glaze\n\nA glaze is free for members. Ask.\n\nIn pottery, a [glaze](https://a.b) is a coat of glass.'
    expect(ask('What is a glaze?', text)[0]?.text).toContain('a coat of glass')
  })

  it('goes on where a short sentence only begins to answer', () => {
    const text =
      '# Rules\n\n## Two pots\n\nWhen two pots collide, one has to give way.\n\nThe larger one stays.\n\n## Other\n\nPots are round.'
    expect(
      ask('Which pot stays when two pots collide?', text)
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('The larger one stays.')
  })

  it('takes headings for an answer only below one that names what is asked', () => {
    const text =
      '# Sieves\n\nText.\n\n## Type\n\nRound.\n\n## Options\n\nA sieve can have these sizes:\n\n- fine\n- coarse'
    expect(ask('Which sizes can a sieve have?', text)[0]?.text).toContain('- fine\n- coarse')
    expect(ask('Which sizes can a sieve have?', text)[0]?.text).not.toContain('Type')
  })

  it('finds where something is kept by what it is, whatever the text says for keeping', () => {
    const text =
      '# Setup\n\n| name | what it sets |\n|---|---|\n| KILN_DIR | the glaze folder, `.kiln` |\n| PORT | a port |'
    expect(ask('Where is my glaze stored?', text)[0]?.text).toContain('`.kiln`')
  })

  it('stays short: no further quote makes an answer longer than a page', () => {
    const paragraph = (name: string) =>
      `## ${name} kilns\n\n${`A ${name} kiln is an oven of many bricks and stones. `.repeat(9)}`
    const names = ['red', 'blue', 'old', 'new']
    const answer = ask('What should I know about a kiln?', names.map(paragraph).join('\n\n'))
    expect(answer.length).toBeGreaterThan(0)
    expect(answer.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(1_000)
  })

  it('sets what is compared side by side, where an author did', () => {
    const text = `${KILNS}\n\n## Ends\n\n- **Closing** keeps the books.\n- **Selling** keeps nothing.\n- **Moving** takes both.\n- **Resting** takes none.\n- **Waiting** does too.`
    const [first] = ask('What is the difference between closing and selling?', text)
    expect(first?.text).toBe('- Closing keeps the books.\n- Selling keeps nothing.')
  })

  it('goes on in the section whose heading is what is asked', () => {
    const text =
      '# Book\n\n## Mending a cracked pot\n\nLet a cracked pot cool.\n\nThen fill it with slip.\n\n## Other\n\nA cracked pot is sad.'
    expect(ask('How do I mend a cracked pot?', text).map(({ text }) => text.split('\n').at(-1))).toEqual([
      'Let a cracked pot cool.',
      'Then fill it with slip.',
    ])
  })

  it('answers with the sentence before a piece of code', () => {
    const text = '# Tests\n\nWe are careful people here.\n\nStore test cases in `tests/cases.json`:\n\n```json\n{}\n```'
    expect(ask('Where are test cases stored?', text)[0]?.text).toContain('Store test cases in `tests/cases.json`:')
  })

  it('says nothing of somebody whom no passage names, but takes capitals of other languages for what they are', () => {
    const kiln = 'The kiln of the workshop is hot.\n\nThe workshop has a kiln.'
    expect(ask('Does the kiln of the workshop belong to Brunhilde?', kiln)).toEqual([])
    expect(ask('Does the kiln of the workshop belong to somebody?', kiln)).not.toEqual([])
    expect(ask('Wo ist der Ofen der Werkstatt von Brunhilde?', 'Der Ofen der Werkstatt ist im Keller.')).not.toEqual([])
  })

  it('prefers the passage that the search found more relevant', () => {
    const passages = [
      { title: 'A', text: 'A kiln is an oven.', label: 'k1', relevance: 0.2 },
      { title: 'B', text: 'A kiln is a furnace.', label: 'k2', relevance: 1 },
    ]
    expect(extractAnswer('What is a kiln?', passages)[0]?.label).toBe('k2')
  })
})
