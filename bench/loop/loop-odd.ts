import type { BenchServer } from '../shared/with-server'
import type { Row } from './loop-row'

const MODEL = 'claude-sonnet-4-5'
const FRONT_MATTER_BYTES = 64_000
const QUERY_LENGTH = 100_000
const COMMENT_LENGTH = 20_000

/** Words of scripts whose texts are cut in different ways. */
const SCRIPTS = {
  Cyrillic: 'уровень воды в колодце ',
  Greek: 'η στάθμη του νερού ',
  Arabic: 'مستوى الماء في البئر ',
  Devanagari: 'कुएँ में पानी का स्तर ',
  Thai: 'ระดับน้ำในบ่อลึก',
  Hangul: '우물의수위보고서',
  Kana: 'いどのすいいほうこく',
  emoji: '🪣💧👩‍🌾',
}

/** Largest inputs of other kinds than long texts and long lists. */
export function oddRows({ send }: BenchServer): Row[] {
  return [...frontMatterRows(send), ...scriptRows(send), ...fileRows(send), ...diffRows(send), ...policyRows(send)]
}

type Send = BenchServer['send']

const fill = (part: string, length: number) => part.repeat(Math.floor(length / part.length))

function frontMatterRows(send: Send): Row[] {
  const frontMatters = {
    'nested flow': `more: [${fill('[[[[{a: [1, {b: [2]}]}]]]], ', FRONT_MATTER_BYTES)}]`,
    'a brace that never ends': `more: ${fill('{a: ', FRONT_MATTER_BYTES)}`,
    'many keys': Array.from({ length: 4_500 }, (_, i) => `key${i}: ${i}`).join('\n'),
    aliases: `a: &a [1, 2]\nmore: [${fill('*a, ', FRONT_MATTER_BYTES)}*a]`,
    '5,000 globs': `globs: "${Array.from({ length: 5_000 }, (_, i) => `s${i}/**`).join(',')}"`,
  }
  return Object.entries(frontMatters).flatMap(([kind, text], at): Row[] => {
    const id = `odd-${at}`
    const source = `---\nid: ${id}\nname: Odd\n${text.slice(0, FRONT_MATTER_BYTES)}\n---\n\nSome text.\n`
    return [
      { name: `front matter of 64 kB, ${kind}`, work: () => send('POST', 'modules', { id, source }) },
      { name: `its preview, ${kind}`, work: () => send('POST', 'chunk-previews', { source }) },
    ]
  })
}

function scriptRows(send: Send): Row[] {
  return Object.entries(SCRIPTS).flatMap(([script, words]): Row[] => {
    const query = fill(words, QUERY_LENGTH)
    return [
      {
        name: `compose, a query of 100,000 of ${script}`,
        work: () => send('POST', 'compose', { query, model: MODEL }),
      },
      { name: `search, the same of ${script}`, work: () => send('POST', 'search', { query }) },
    ]
  })
}

function fileRows(send: Send): Row[] {
  const queries = Array.from(
    { length: 500 },
    (_, i) =>
      `  - text: ${JSON.stringify(`${i} ${fill('how deep is the well ', 1_800)}`)}\n    checks: [{ kind: tokens, atMost: 4000 }]\n`,
  )
  const comment = fill('**a** _b_ [c](d) `e` > f\n- g\n', COMMENT_LENGTH)
  const paths = Array.from({ length: 100 }, (_, i) => fill(`s${i}/`, 900))
  return [
    {
      name: 'a query set of 1 MB of YAML',
      work: () =>
        send('POST', 'query-sets/import', {
          content: `version: 1\nname: Odd\nqueries:\n${queries.join('')}`,
          byName: true,
        }),
    },
    {
      name: 'the same, in flow within flow',
      work: () =>
        send('POST', 'query-sets/import', {
          content: `version: 1\nname: Odd\nqueries: ${fill('[{text: a}, ', 990_000)}`,
        }),
    },
    {
      name: 'a comment of 20,000 characters',
      work: async () => {
        await send('POST', 'modules', { id: 'discussed', source: '# Discussed\n\nText.' })
        return send('POST', 'threads', { moduleId: 'discussed', text: comment })
      },
    },
    { name: 'the discussion', work: () => send('GET', 'threads?moduleId=discussed') },
    {
      name: 'compose for 100 long paths',
      work: () => send('POST', 'compose', { query: 'water', model: MODEL, paths }),
    },
  ]
}

function diffRows(send: Send): Row[] {
  const lines = (factor: number) =>
    Array.from({ length: 130_000 }, (_, i) => `w${((i + 1) * factor) % 4_294_967_296}x ${i * factor}`).join('\n')
  const before = lines(2_654_435_761).slice(0, 4_900_000)
  const after = lines(40_503).slice(0, 4_900_000)
  let number = 0
  return [
    { name: 'a module of 4.9 MB of lines', work: () => send('POST', 'modules', { id: 'apart', source: before }) },
    {
      name: 'a change that leaves no line',
      work: async () => {
        const edits = [{ moduleId: 'apart', source: after }]
        number = ((await send('POST', 'change-requests', { title: 'Apart', edits })) as { number: number }).number
      },
    },
    { name: 'what it changes', work: () => send('GET', `change-requests/${number}/edits/apart`) },
    { name: 'its events', work: () => send('GET', `change-requests/${number}/events`) },
  ]
}

type Settings = { retrieval: object; rerank: object; history: object }
type Policy = { id: string; versions: { settings: Settings }[] }

/** Contexts by the largest values that a policy takes. */
function policyRows(send: Send): Row[] {
  return [
    {
      name: 'a policy of the largest values',
      work: async () => {
        const { items } = (await send('GET', 'policies')) as { items: Policy[] }
        await send('POST', 'policies', { id: 'most', name: 'Most', from: items[0]?.id })
        const { versions } = (await send('GET', 'policies/most')) as Policy
        const { settings } = versions[0]!
        const most = {
          ...settings,
          retrieval: {
            ...settings.retrieval,
            moduleLimit: 500,
            chunkLimit: 500,
            neighbours: 10,
            wholeModuleTokens: 100_000,
          },
          rerank: { ...settings.rerank, topN: 500, relevanceFloor: 0, coverageFloor: 0, duplicateThreshold: 1 },
          history: { ...settings.history, verbatimExchanges: 100 },
        }
        const { version } = (await send('POST', 'policies/most/versions', { settings: most })) as { version: number }
        return send('POST', 'policies/most/apply', { version })
      },
    },
    {
      name: 'compose by it',
      work: () => send('POST', 'compose', { query: 'water of the well', model: MODEL, policy: 'most' }),
    },
    { name: 'retrieval by it', work: () => send('POST', 'retrieval', { query: 'water of the well', policy: 'most' }) },
  ]
}
