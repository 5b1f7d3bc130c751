import type { ModuleSnapshot } from '@/lib/engine'
import { bm25DocumentWeights, bm25Idf, extractTerms, loadTokenizer, mrr, searchContext } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { MORE_LANGUAGES } from '@/lib/engine/testing/more-languages.fixture'
import { MULTILINGUAL_LIBRARY, MULTILINGUAL_QUERIES } from '@/lib/engine/testing/multilingual-library.fixture'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { UNSPACED_QUERIES, UNSPACED_TEXTS } from './shared/unspaced-library'

/**
 * `npm run bench:languages`: libraries in nineteen languages, searched by words in other forms than they have, with each
 * text stemmed in its own language and with all stemmed as English: short texts of all languages beside each other, those
 * of one language alone, long pages of one language with a section for each subject, and long pages of one subject with
 * a section for each language. And for scripts without spaces, letter pairs beside the words of `Intl.Segmenter`, by
 * BM25 alone.
 */

type Rank = (query: string, language: string) => Promise<string[]> | string[]

const SHORT: ModuleSnapshot[] = [...MULTILINGUAL_LIBRARY, ...moreModules()]
const ASKED: Asked = [...MULTILINGUAL_QUERIES, ...moreQueries()]
/** By what their texts begin with: a section is told from others by it. */
const BEGINNING = 30

async function main(): Promise<void> {
  const tokenizer = await loadTokenizer('gpt')
  const searchIn = async (library: ModuleSnapshot[], options: { language?: string }): Promise<Rank> => {
    const { retrieval } = await createInMemoryRetrieval(library, { tokenizer, ...options })
    return async (query) => {
      const found = await searchContext(sampleRequest({ query }), { retrieval, tokenizer, now: () => 0 })
      return [...new Set(found.flatMap(({ text }) => textIn(text) ?? []))]
    }
  }
  const byLanguage = Map.groupBy(SHORT, ({ moduleId }) => languageOf(moduleId))
  const bySubject = Map.groupBy(SHORT, ({ moduleId }) => moduleId.split('-')[1] ?? '')
  const alone = async (options: { language?: string }): Promise<Rank> => {
    const ranks = new Map<string, Rank>()
    for (const [language, library] of byLanguage) ranks.set(language, await searchIn(library, options))
    return (query, language) => ranks.get(language)?.(query, language) ?? []
  }
  for (const [title, open] of [
    ['short texts, all languages', (options) => searchIn(SHORT, options)],
    ['short texts, one language alone', alone],
    ['a long page for each language', (options) => searchIn([...byLanguage].map(toPage), options)],
    ['a long page for each subject', (options) => searchIn([...bySubject].map(toPage), options)],
  ] satisfies [string, (options: { language?: string }) => Promise<Rank>][]) {
    await compare(title, ASKED, {
      'each in its own language': await open({}),
      'all stemmed as English': await open({ language: 'en' }),
    })
  }
  const unspaced = UNSPACED_QUERIES.map(([query, expected]) => ({ query, expected }))
  await compare('BM25 alone, scripts without spaces', unspaced, {
    'letter pairs': rankByBm25((text) => extractTerms(text).map(({ term }) => term)),
    'words of Intl.Segmenter': rankByBm25(segmenterWords),
    both: rankByBm25((text) => [...extractTerms(text).map(({ term }) => term), ...segmenterWords(text)]),
  })
}

function moreModules(): ModuleSnapshot[] {
  return Object.entries(MORE_LANGUAGES).flatMap(([language, texts]) =>
    texts.map(([subject, body], at) =>
      sampleModule({ moduleId: `${language}-${subject}`, name: `${language} ${at + 1}`, body }),
    ),
  )
}

function moreQueries(): Asked {
  return Object.entries(MORE_LANGUAGES).flatMap(([language, texts]) =>
    texts.flatMap(([subject, , ...queries]) => queries.map((query) => ({ query, expected: `${language}-${subject}` }))),
  )
}

/** Which of the short texts a result begins with. */
const textIn = (text: string): string | undefined =>
  SHORT.find(({ body }) => text.includes(body.slice(0, BEGINNING)))?.moduleId

/** Sections with headings that say nothing. */
function toPage([name, texts]: [string, ModuleSnapshot[]]): ModuleSnapshot {
  const body = texts.map((text, at) => `## ${at + 1}\n\n${text.body}`).join('\n\n')
  return sampleModule({ moduleId: `page-${name}`, name: `page ${name}`, body })
}

const languageOf = (moduleId: string) => moduleId.split('-')[0] ?? ''

type Asked = { query: string; expected: string }[]

async function compare(title: string, asked: Asked, rankings: Record<string, Rank>): Promise<void> {
  const languages = [...new Set(asked.map(({ expected }) => languageOf(expected)))]
  console.log(`\n${title.padEnd(44)}${[...languages, 'all', 'first'].map((name) => name.padStart(6)).join('')}`)
  for (const [name, rank] of Object.entries(rankings)) {
    const runs: { language: string; ranked: string[]; relevant: Set<string> }[] = []
    for (const { query, expected } of asked) {
      runs.push({
        language: languageOf(expected),
        ranked: await rank(query, languageOf(expected)),
        relevant: new Set([expected]),
      })
    }
    const cells = languages.map((each) => mrr(runs.filter(({ language }) => language === each)))
    const first = runs.filter(({ ranked, relevant }) => relevant.has(ranked[0] ?? '')).length
    const figures = [...cells, mrr(runs)].map((value) => value.toFixed(2).padStart(6)).join('')
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
