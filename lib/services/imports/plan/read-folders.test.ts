import { expect, it } from 'vitest'
import { readFolders } from './read-folders'

it.each([
  ['guides/react/hooks.md', { category: 'react', tags: ['guides'] }],
  ['docs/docs/api/v1/users.md', { category: 'v1', tags: ['docs', 'api'] }],
  ['react/hooks.md', { category: 'react' }],
  ['hooks.md', {}],
  ['blog/2023/03/22/react-labs.md', { category: 'blog' }],
  ['2023/22.md', {}],
])('reads category and tags from the folders of %s', (path, expected) => {
  expect(readFolders(path, ['category', 'tags'])).toEqual(expected)
})

it('reads only what is asked for', () => {
  expect(readFolders('guides/react/hooks.md', ['tags'])).toEqual({ tags: ['guides'] })
  expect(readFolders('guides/react/hooks.md', [])).toEqual({})
})
