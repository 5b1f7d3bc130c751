import { expect, it } from 'vitest'
import { outline } from './outline'
import { parseBlocks } from './parse-blocks'

const titles = (body: string) => outline(body).map(({ title }) => title)

it('finds no headings in formulas and comments', () => {
  expect(titles('# T\n\n$$\nx = 1\n# a = b\n$$\n\n%% comment\n# hidden %%\n\ntext\n\n## Next')).toEqual(['T', 'Next'])
  expect(titles('text:\n$$ a =\n# b $$\n# T')).toEqual(['T'])
  expect(titles('- item\n  $$\n  # a\n\n  # b\n  $$\n\n# T')).toEqual(['T'])
  expect(titles('text\n\n\\[\n# a = b\n\\]\n\n# T')).toEqual(['T'])
  expect(titles('# A\n\n%%\n\n```\n\n# hidden\n\n%%\n\n# B')).toEqual(['A', 'B'])
  expect(titles('<!-- comment\n\n# hidden\n\n-->\n\n# T')).toEqual(['T'])
})

it('opens nothing with a mark that ends on its line, has no partner, or stands in code', () => {
  expect(titles('$$ a = b $$\n# T\n\n%% c %%\n\n# U')).toEqual(['T', 'U'])
  expect(titles('%% lonely\n\n# T')).toEqual(['T'])
  expect(titles('\\[x\\] a task\n# T\n\n\\[ lonely\n\n# U')).toEqual(['T', 'U'])
  expect(titles(`$$\n\n${'# T\n\ntext\n\n'.repeat(1_500)}$$`)).toHaveLength(1_500)
  expect(titles('```\n$$\n```\n\n# T\n\n```\n$$\n```')).toEqual(['T'])
  expect(titles('text\n\n    $$ first\n\n# T\n\n    $$')).toEqual(['T'])
})

it('makes a block of its own of each', () => {
  const body = 'before\n$$\n# a\n$$\nafter\n\n# T\n'
  expect(parseBlocks(body).map(({ kind, start, end }) => [kind, body.slice(start, end)])).toEqual([
    ['text', 'before'],
    ['text', '$$\n# a\n$$'],
    ['text', 'after'],
    ['heading', '# T'],
  ])
})
