import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PassageExcerpt } from './passage-excerpt'

const marked = (text: string, query: string) =>
  [...renderToStaticMarkup(<PassageExcerpt text={text} query={query} />).matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(
    ([, word]) => word,
  )

it('marks the words that a query is searched by, and none that only hold it together', () => {
  const text = 'Chunks and their overlap: they are large, and the parts overlap.'
  expect(marked(text, 'How large are chunks, and do they overlap?')).toEqual(['Chunks', 'overlap', 'large', 'overlap'])
  expect(marked('Die Rechnung und die Mahnung', 'Wann kommt die Rechnung?')).toEqual(['Rechnung'])
})

it('marks all where a query has no other', () => {
  expect(marked('The Who played.', 'the who')).toEqual(['The', 'Who'])
})

it('begins near the first of these words', () => {
  const text = `${'and so on '.repeat(60)}here chunking begins`
  expect(renderToStaticMarkup(<PassageExcerpt text={text} query="What and how is a chunk?" />)).toContain(
    '>chunking</mark>',
  )
  expect(marked(`${'長い文章です。'.repeat(60)}版を戻す`, '版を戻す')).toEqual(['版', '戻す'])
})

it('marks words of the same stem, and none that only begin alike', () => {
  const text = 'A version rolled back is deleted in the background; rolling back again is a rollercoaster.'
  expect(marked(text, 'How do I roll a module back?')).toEqual(['rolled', 'back', 'rolling', 'back'])
})

it('marks words of the other language, identifiers, and letters of scripts without spaces', () => {
  expect(marked('La collection et les collections', 'Where are the collections?')).toEqual([
    'collection',
    'collections',
  ])
  expect(marked('Set loadout.dataDir first', 'the dataDir setting')).toEqual(['Set', 'loadout.dataDir'])
  expect(marked('前の版に戻すには履歴を開きます。', '版を戻す')).toEqual(['版', '戻す'])
})
