import { APICallError } from 'ai'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findSuggestion, writeSuggestion } from '@/app/w/[workspace]/discussion/suggestion'
import { toPlainLine } from '@/components/markdown/to-plain-line'
import {
  analyzeQuery,
  bindOverlay,
  chunkMarkdown,
  countingOf,
  detectLanguages,
  extractQueryTerms,
  extractTerms,
  findTerms,
  heldShare,
  loadTokenizer,
  markdownSummary,
  mergeTexts,
  outline,
  summarizeMarkdown,
} from '@/lib/engine'
import { makeCandidate } from '@/lib/engine/assemble/prepared.fixture'
import { escapeParts, toInline } from '@/lib/engine/format/escape'
import { rendererFor } from '@/lib/engine/format/renderers'
import { readAskedTerms } from '@/lib/engine/prepare/read-terms'
import { checkProposals, statementsOfSelf } from '@/lib/engine/profile/extract/check-proposals'
import { extractFacts } from '@/lib/engine/profile/extract/extract-facts'
import { extractStatements } from '@/lib/engine/profile/extract/extract-statements'
import { DEFAULT_FACT_KEYS } from '@/lib/engine/profile/fact-keys'
import { scoreSignals } from '@/lib/engine/rerank/score-signals'
import { constraintFit } from '@/lib/engine/rerank/signals/constraint-fit'
import { toTextTerms } from '@/lib/engine/rerank/text-terms'
import { matchGlob } from '@/lib/engine/rules/match-glob'
import { matchKeyword } from '@/lib/engine/rules/match-keyword'
import { shinglesOf } from '@/lib/engine/text/shingles'
import { extractSentences, termId } from '@/lib/engine/text/terms'
import { timeWordsIn } from '@/lib/engine/text/time-words'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine/vocabulary/policy'
import type { Tokenizer } from '@/lib/engine/vocabulary/ports'
import { MODEL_FAMILIES } from '@/lib/engine/vocabulary/types'
import { extractAnswer } from '@/lib/models/offline/extract-answer'
import { formOf } from '@/lib/models/offline/question-form'
import { measuredIn } from '@/lib/models/offline/question-words'
import { findRefusal } from '@/lib/models/providers/retry-refused'
import { PolicyTextError, readPolicyText, writePolicyText } from '@/lib/schemas/contexts/policy-text'
import { readImageHeader } from '@/lib/schemas/contexts/read-image-header'
import { findUnreadFrontMatter } from '@/lib/schemas/front-matter/find-unread-front-matter'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import { splitMarkedFile } from '@/lib/schemas/front-matter/split-marked-file'
import { LIMITS } from '@/lib/schemas/limits'
import { idOfPath, nameOfPath } from '@/lib/schemas/modules/module-path'
import { decodeText } from '@/lib/schemas/texts/decode-text'
import { describeJsonError } from '@/lib/schemas/texts/describe-json-error'
import { parseProposals } from '@/lib/services/profiles/reading/ask-for-facts'
import { jsonParts } from '@/lib/texts/json-parts'
import { decodeWestern } from '@/lib/texts/tasks/decode-western'
import { findPatterns } from './indexing/patterns/find-patterns'
import { titleOf } from './services/chat/exchange/title-of'
import { findMentions } from './services/discussion/threads/find-mentions'
import { type Growth, isSuperlinear, measureGrowth } from './testing/growth.fixture'
import { NASTY, repeat } from './testing/nasty-inputs.fixture'
import { completeSummary } from './texts/tasks/complete-summary'
import { readConversations } from './texts/tasks/conversations/read-conversations'
import { anchorAt, findLines, toLines } from './texts/tasks/find-lines'
import { parseBody } from './texts/tasks/parse-body'
import { readQuerySet } from './texts/tasks/query-set-file'
import { summarizeTurns } from './texts/tasks/summarize-turns'

/** Of bodies; the largest ones only take longer. */
const BODY = 256_000

vi.setConfig({ testTimeout: 300_000 })
let tokenizer: Tokenizer
const growths: Growth[] = []

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
})

const DAY = new Date(0)

type Work = { maxLength: number; run: (input: string) => unknown; only?: string[] }

/** What the form of a question is told by. */
const ASKED = ['what ', 'what the ', 'must ', 'which as ', 'how many ', 'x or ', 'between x and ', 'where ']

/** For what reads blocks that are parsed already. */
const BLOCKS = [
  'items',
  'headings',
  'words',
  'CJK',
  'table lines',
  'newlines',
  'one letter',
  'emphasis',
  'brackets',
  'tags',
]

/** Everything that reads texts which people and programs send in, up to the length that is let in. */
const WORK: Record<string, Work> = {
  chunkMarkdown: { maxLength: BODY, run: (body) => chunkMarkdown(body, { tokenizer }) },
  // a longer paragraph is cut by lines, which takes longer than by sentences, and twice as long for twice as much again
  'chunkMarkdown of a plain text': {
    maxLength: 190_000,
    run: (body) => chunkMarkdown(body, { tokenizer, isPlain: true }),
  },
  summarizeMarkdown: { maxLength: BODY, run: (body) => summarizeMarkdown(body, tokenizer), only: BLOCKS },
  'markdownSummary, outline': {
    maxLength: BODY,
    run: (body) => [markdownSummary(body, tokenizer), outline(body)],
    only: BLOCKS,
  },
  bindOverlay: {
    maxLength: LIMITS.chunkTextLength,
    run: (text) => {
      const entry = {
        anchor: { contentHash: '', headingPath: [], text },
        isExcluded: true,
        keywords: [],
        questions: [],
      }
      return bindOverlay([entry], [{ headingPath: [], text: `${text} b` }])
    },
  },
  heldShare: { maxLength: LIMITS.chunkTextLength, run: (text) => heldShare([`${text} b`], text) },
  'a refusal of a provider': {
    maxLength: LIMITS.providerErrorBytes,
    run: (responseBody) => {
      const call = { url: 'http://localhost', requestBodyValues: {}, statusCode: 429 }
      return findRefusal(new APICallError({ ...call, message: responseBody, responseBody }))
    },
  },
  'the id of a model': { maxLength: BODY, run: (id) => countingOf({ id: `claude-${id}`, family: 'claude' }) },
  'front matter': {
    maxLength: LIMITS.frontMatterBytes,
    run: (text) => {
      const source = inFrontMatter(text)
      return [parseModuleFile('a.md', source), patchFrontMatter(source, { name: 'b' })]
    },
  },
  'front matter value': {
    maxLength: LIMITS.frontMatterBytes,
    run: (text) => parseModuleFile('a.mdc', inFrontMatter(`globs: ${text}`)),
  },
  'front matter in TOML': {
    maxLength: LIMITS.frontMatterBytes,
    run: (text) => {
      const lines = text.split('\n').map((line, i) => `k${i} = [${JSON.stringify(line)}] # ${line}`)
      const values = [`x = """${text}"""`, `x = [${text}`, `[${text}`, text, lines.join('\n')]
      return values.map((toml) => parseModuleFile('a.md', `+++\n${toml}\n+++\nbody`))
    },
    only: [
      'headings',
      'brackets',
      'emphasis',
      'spaces',
      'newlines',
      'one letter',
      'CJK',
      'equals',
      'braces',
      'backticks',
    ],
  },
  'JSON front matter': { maxLength: BODY, run: (text) => findUnreadFrontMatter(`{"a": ${text}`, false) },
  'keys without fences': { maxLength: BODY, run: (text) => findUnreadFrontMatter(`tags: ${text}\n\n`, false) },
  'module file': {
    maxLength: BODY,
    run: (body) => [parseModuleFile('a.md', body), splitMarkedFile('AGENTS.md', body)],
  },
  'conversation file': {
    maxLength: BODY,
    run: (text) => {
      const lines = text.split('\n')
      const nodeOf = (line: string, at: number) => {
        const message = { author: { role: 'user' }, content: { content_type: 'text', parts: [line] } }
        return [`${at}`, { parent: at === 0 ? null : `${at - 1}`, children: [], message }]
      }
      const chats = [
        { title: text, mapping: Object.fromEntries(lines.map(nodeOf)), current_node: `${lines.length - 1}` },
        { title: text, mapping: Object.fromEntries(lines.map(nodeOf)), current_node: '0' },
      ]
      const said = lines.map((line) => ({ sender: 'human', text: line }))
      return [chats, [{ chat_messages: said }]].map((each) =>
        readConversations(JSON.stringify(each), '2026-11-29T12:00:00Z'),
      )
    },
  },
  'query set file': {
    maxLength: BODY,
    run: (text) => [readQuerySet(text), readQuerySet(`queries: [${text}`)],
    only: ['brackets', 'braces', 'quotes', 'items', 'newlines', 'spaces', 'words', 'emphasis', 'equals', 'backticks'],
  },
  'module path': { maxLength: LIMITS.pathLength, run: (path) => [idOfPath(path), nameOfPath(path)] },
  matchGlob: {
    maxLength: LIMITS.pathLength,
    run: (text) => [matchGlob(text, 'app/(pages)/modules/page.tsx'), matchGlob('**/m*/*.{ts,tsx}', text)],
  },
  matchKeyword: { maxLength: LIMITS.queryLength, run: (text) => matchKeyword(text.slice(0, 100), text) },
  analyzeQuery: {
    maxLength: LIMITS.queryLength,
    run: (query) =>
      analyzeQuery(query, [
        { id: 'a', role: 'user', content: query },
        { id: 'b', role: 'assistant', content: query },
      ]),
  },
  'terms of a query': {
    maxLength: LIMITS.queryLength,
    run: (text) => {
      const terms = extractQueryTerms(text, 'de', ['en', 'de', 'ru'])
      return readAskedTerms({ ...analyzeQuery('b', []), standaloneQuery: text }, terms, ['en', 'de', 'ru'])
    },
  },
  'terms of a text': { maxLength: BODY, run: (text) => extractTerms(text, 'de') },
  'sentences of a text': { maxLength: BODY / 4, run: (text) => extractSentences(text, 'de') },
  'terms that are marked': {
    maxLength: BODY / 4,
    run: (text) => [...findTerms(text, new Set([termId('b'), termId('中')]), ['en', 'de'])],
  },
  languages: { maxLength: BODY, run: (text) => detectLanguages(text, [text]) },
  tokens: { maxLength: BODY, run: (text) => tokenizer.pieces(text) },
  shingles: { maxLength: BODY, run: shinglesOf },
  constraints: {
    maxLength: BODY,
    run: (text) => {
      const candidate = makeCandidate('a', text)
      const analysis = { exclusions: ['b c'], constraints: [{ kind: 'before' as const, value: '3' }] }
      const body = [termId('b'), termId('c')]
      return constraintFit({ candidate, title: [], body }, analysis, (of) => extractTerms(of))
    },
  },
  'signals of reranking': {
    maxLength: BODY / 4,
    run: (text) => {
      const query = text.slice(0, LIMITS.queryLength)
      const context = {
        request: { day: '2026-01-01', turns: [{ id: 'a', role: 'user' as const, content: text }], profile: undefined },
        analysis: analyzeQuery('how deep is b?', []),
        queryTerms: extractQueryTerms(query, 'en', ['en']),
        settings: DEFAULT_POLICY_SETTINGS,
        termsOf: (of: string) => toTextTerms(extractSentences(of)),
        formsOf: (of: string) => extractTerms(of),
      }
      return scoreSignals([makeCandidate('a', text), makeCandidate('b', `b ${text}`)], context)
    },
  },
  'times that are told': {
    maxLength: BODY,
    run: (text) =>
      ['en', 'ja'].map((language) => {
        const { tellsTime, resolve } = timeWordsIn(language)
        return [tellsTime(text), resolve(`${text} yesterdays`.repeat(2), '2026-01-01')]
      }),
  },
  'JSON in and out': {
    maxLength: BODY,
    run: (text) => {
      const json = [...jsonParts({ text, lines: text.slice(0, 2_000).split('\n') })].join('')
      return parseBody({ bytes: new TextEncoder().encode(json), contentType: 'application/json', isForm: false })
    },
  },
  'JSON that is broken': {
    maxLength: BODY,
    run: (text) => [text, `[${JSON.stringify(text)}`, '['.repeat(text.length), `["a",${text}`].map(describeJsonError),
  },
  'size of an image': {
    maxLength: BODY,
    run: (text) =>
      [[0xff], [0xff, 0xe0, 0, 2]].map((part) =>
        readImageHeader(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(text.length, Buffer.from(part))])),
      ),
    // its length alone counts
    only: ['words'],
  },
  'encoding of a file': { maxLength: BODY, run: (text) => decodeText(new TextEncoder().encode(text)) },
  'file that is not UTF-8': { maxLength: BODY, run: (text) => decodeWestern(Buffer.from(`\xe9${text}`, 'latin1')) },
  'plain text file': { maxLength: BODY, run: (text) => parseModuleFile('a.txt', text) },
  formats: {
    maxLength: BODY,
    run: (text) =>
      MODEL_FAMILIES.flatMap((family) =>
        [rendererFor(family), rendererFor(family, { metadata: 'least', turns: 'once' })].map(
          ({ findHazards, closeItem, closeSummary }) => {
            const escaped = escapeParts([text, text], findHazards).join('')
            return [closeSummary(escaped), closeItem.length, toInline(text)]
          },
        ),
      ),
  },
  extractAnswer: {
    maxLength: BODY,
    run: (text) =>
      ['what is a', 'how many a are there', 'what are the two a'].map((query) =>
        // a question behind which a mark closes ends no sentence
        extractAnswer(query, [{ title: 'a', text: text.replaceAll('?', 'a?`') }]),
      ),
  },
  'a number with what it counts': { maxLength: BODY, run: (text) => measuredIn('ja').test(text) },
  'form of a question': {
    maxLength: LIMITS.queryLength,
    run: (text) => [text, ...ASKED.map((unit) => repeat(unit, text.length))].map(formOf),
  },
  'facts of a message': {
    maxLength: LIMITS.messageLength,
    run: (text) => [
      extractFacts(text),
      ...['I am', 'My', 'Je suis', 'Je travaille', 'Mon', 'Soy', 'Trabajo', 'Mi'].map((opening) =>
        extractFacts(`${opening} ${text.slice(0, 3_000)}`),
      ),
    ],
  },
  'facts that a model proposes': {
    maxLength: LIMITS.messageLength,
    run: (text) => [
      statementsOfSelf(`I ${text}`),
      checkProposals(
        `I ${text}`,
        [{ key: 'uses', value: text.slice(0, 1_000), quote: text.slice(0, 2_000), confidence: 1 }],
        { keys: DEFAULT_FACT_KEYS, extractor: 'a' },
      ),
    ],
  },
  'a model’s list of facts': { maxLength: BODY, run: (text) => parseProposals(`{"facts":[${text}]}`) },
  // of longer messages it reads the same own words as extractFacts
  extractStatements: { maxLength: 3_900, run: (text) => extractStatements(text) },
  findPatterns: {
    maxLength: LIMITS.queryLength,
    run: (text) => findPatterns([{ text, isVisible: true, askedBy: 'a', askedAt: DAY }]),
  },
  'lines of threads': {
    maxLength: BODY,
    run: (text) => {
      const lines = toLines(text)
      const anchors = [1, Math.ceil(lines.count / 2), lines.count].map((line) => anchorAt(lines, line))
      return findLines(anchors, toLines(`new\n${text}`))
    },
  },
  'a merge of texts': {
    maxLength: BODY,
    run: (text) => mergeTexts({ base: text, ours: `ours\n${text}`, theirs: `${text}\ntheirs` }),
  },
  'suggestions of a comment': {
    maxLength: LIMITS.commentLength,
    run: (text) => {
      expect(() => readPolicyText(`${writePolicyText(DEFAULT_POLICY_SETTINGS)}${text}\n!`)).toThrow(PolicyTextError)
      return [findSuggestion(text), findSuggestion(`\`\`\`suggestion\n${text}`), writeSuggestion(text)]
    },
  },
  'mentions of a comment': {
    maxLength: LIMITS.commentLength,
    run: (text) => {
      const members = [
        { userId: 'a', name: text.slice(0, LIMITS.nameLength), email: 'a@example.com' },
        { userId: 'b', name: 'a a a', email: 'b@example.com' },
      ]
      const mentioned = text.replaceAll(' ', ' @').slice(0, LIMITS.commentLength)
      return [findMentions(text, members), findMentions(mentioned, members), findMentions(`@${text}`, members)]
    },
  },
  'conversation title and summary': {
    maxLength: LIMITS.messageLength,
    run: (content) => [
      titleOf(content),
      summarizeTurns([{ id: 'a', role: 'user', content }]),
      completeSummary({ text: content, source: content, extracted: content }),
    ],
  },
  toPlainLine: { maxLength: BODY, run: toPlainLine },
}

const inFrontMatter = (text: string) => `---\n${text}\n---\nbody`

describe.each(Object.entries(WORK))('%s', (name, { maxLength, run, only = Object.keys(NASTY) }) => {
  it('takes about twice as long for twice as much', () => {
    // what is compiled on the way would count for the small inputs only
    for (const of of only) run(repeat(NASTY[of]!, 200))
    const own = only.map((of) =>
      measureGrowth(`${name}: ${of}`, (length) => repeat(NASTY[of]!, length), maxLength, run),
    )
    growths.push(...own)
    expect(own.filter(isSuperlinear)).toEqual([])
  })
})

afterAll(() => {
  if (process.env.GROWTH_TABLE !== '1') return
  const rows = growths
    .filter(({ largestMs }) => largestMs >= 1)
    .toSorted((a, b) => b.factor - a.factor)
    .map(({ name, length, ms, largestMs, factor }) => {
      const took = `${ms.toFixed(1)} → ${largestMs.toFixed(1)} ms`
      return `${name.padEnd(48)} n ${String(length).padStart(7)}  ${took.padStart(20)}  × ${factor.toFixed(2)}`
    })
  process.stdout.write(`${rows.join('\n')}\n`)
})
