import { expect, it } from 'vitest'
import { toBlocks } from './answer-blocks'

const partsOf = (text: string) => toBlocks(text).flatMap(({ parts }) => parts)

it.each([
  ['Obsidian and GitHub', '> [!note]- Folded note\n> Only Dana may approve it.'],
  ['MkDocs', '!!! warning "Heads up"\n    Only Dana may approve it.'],
  ['MkDocs, folded', '???+ note\n    Only Dana may approve it.'],
])('takes what stands in a box, not what the box is called: %s', (_, text) => {
  expect(partsOf(`Before.\n\n${text}`)).toEqual(['Before.', 'Only Dana may approve it.'])
})

it('ends no sentence inside code', () => {
  expect(partsOf('For help, press `?` twice. Then stop.')).toEqual(['For help, press `?` twice.', 'Then stop.'])
})

it('still tells apart sentences of a script without spaces', () => {
  expect(partsOf('これは本です。それはペンです。')).toEqual(['これは本です。', 'それはペンです。'])
})

it('cuts what goes on behind closing marks where a part is long enough, and loses nothing', () => {
  const text = 'a?`'.repeat(1_000)
  expect(partsOf(text).join('')).toBe(text)
})
