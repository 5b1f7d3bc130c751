import { bm25DocumentWeights, bm25Idf, extractTerms, loadTokenizer, mrr, searchContext } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { MULTILINGUAL_LIBRARY, MULTILINGUAL_QUERIES } from '@/lib/engine/testing/multilingual-library.fixture'
import { UNSPACED_QUERIES, UNSPACED_TEXTS } from './unspaced-library'

/**
 * `npm run bench:languages`: a library in nine languages, searched by words in other forms than it has, with each text
 * stemmed in its own language and with all stemmed as English; and for scripts without spaces, letter pairs beside the
 * words of `Intl.Segmenter`, by BM25 alone.
 */

type Rank = (query: string) => Promise<string[]> | string[]

async function main(): Promise<void> {
  const tokenizer = await loadTokenizer('gpt')
  const searchIn = async (options: { language?: string }): Promise<Rank> => {
    const { retrieval } = await createInMemoryRetrieval(MULTILINGUAL_LIBRARY, { tokenizer, ...options })
    return async (query) => {
      const found = await searchContext(sampleRequest({ query }), { retrieval, tokenizer, now: () => 0 })
      return [...new Set(found.map(({ module }) => module.moduleId))]
    }
  }
  await compare('search, mean reciprocal rank by language', MULTILINGUAL_QUERIES, {
    'each in its own language': await searchIn({}),
    'all stemmed as English': await searchIn({ language: 'en' }),
  })
  const unspaced = UNSPACED_QUERIES.map(([query, expected]) => ({ query, expected }))
  await compare('BM25 alone, scripts without spaces', unspaced, {
    'letter pairs': rankByBm25((text) => extractTerms(text).map(({ term }) => term)),
    'words of Intl.Segmenter': rankByBm25(segmenterWords),
    both: rankByBm25((text) => [...extractTerms(text).map(({ term }) => term), ...segmenterWords(text)]),
  })
}

const languageOf = (moduleId: string) => moduleId.split('-')[0] ?? ''

type Asked = { query: string; expected: string }[]

async function compare(title: string, asked: Asked, rankings: Record<string, Rank>): Promise<void> {
  const languages = [...new Set(asked.map(({ expected }) => languageOf(expected)))]
  console.log(`\n${title.padEnd(44)}${[...languages, 'all', 'first'].map((name) => name.padStart(7)).join('')}`)
  for (const [name, rank] of Object.entries(rankings)) {
    const runs: { language: string; ranked: string[]; relevant: Set<string> }[] = []
    for (const { query, expected } of asked) {
      runs.push({ language: languageOf(expected), ranked: await rank(query), relevant: new Set([expected]) })
    }
    const cells = languages.map((each) => mrr(runs.filter(({ language }) => language === each)))
    const first = runs.filter(({ ranked, relevant }) => relevant.has(ranked[0] ?? '')).length
    const figures = [...cells, mrr(runs)].map((value) => value.toFixed(2).padStart(7)).join('')
    console.log(`  ${name.padEnd(42)}${figures}${`${first}/${runs.length}`.padStart(7)}`)
  }
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

function segmenterWords(text: string): string[] {
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment.toLowerCase()] : []))
}

function rankByBm25(wordsOf: (text: string) => string[]): Rank {
  const ids = new Map<string, number>()
  const count = (text: string) => {
    const counts = new Map<string, number>()
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
    return [...counts].map(([term, count]) => {
      ids.set(term, ids.get(term) ?? ids.size)
      return { id: ids.get(term)!, term, count }
    })
  }
  const documents = Object.entries(UNSPACED_TEXTS).map(([moduleId, text]) => {
    const counts = count(text)
    return { moduleId, counts, length: counts.reduce((sum, { count }) => sum + count, 0) }
  })
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  const weighted = documents.map(({ moduleId, counts, length }) => {
    return { moduleId, weights: bm25DocumentWeights(counts, length, average) }
  })
  return (query) => {
    const terms = count(query).map(({ id }) => {
      return { id, idf: bm25Idf(weighted.length, weighted.filter(({ weights }) => weights.has(id)).length) }
    })
    return weighted
      .map(({ moduleId, weights }) => {
        return { moduleId, score: terms.reduce((sum, { id, idf }) => sum + idf * (weights.get(id) ?? 0), 0) }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.moduleId < b.moduleId ? -1 : 1))
      .map(({ moduleId }) => moduleId)
  }
}

await main()
