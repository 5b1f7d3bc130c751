import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { FoundPassage } from './named-passage'
import { PassageNotice } from './passage-notice'

const named = { version: 3, ordinal: 1, range: { start: 10, end: 30 } }
const TEXT = 'What the link meant.'

function textOf(found: FoundPassage): string {
  return renderToStaticMarkup(<PassageNotice named={named} found={found} />)
    .replaceAll(/<svg.*?<\/svg>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

it('says nothing of a passage that is a chunk still', () => {
  expect(textOf({ kind: 'exact', index: 4, text: TEXT })).toBe('')
})

it.each([
  [{ kind: 'cut', index: 4 }, `The text was cut anew since this link was made. Chunk 5 has most of it now. ${TEXT}`],
  [{ kind: 'moved', index: 0 }, `The link is to version 3. Chunk 1 has it now. ${TEXT}`],
  [{ kind: 'gone', index: null }, `The link is to a passage of version 3 that this text does not have. ${TEXT}`],
] as const)('shows the passage and says where it is now: %j', (found, words) => {
  expect(textOf({ ...found, text: TEXT })).toBe(words)
})

it('says that a number alone may have meant another passage', () => {
  expect(textOf({ kind: 'uncertain', index: 1, text: '' })).toBe(
    'The link names chunk 2 of version 3 by its number only, which may have been another passage then.',
  )
})
