import { LIMITS } from '@/lib/schemas/limits'
import type { BenchServer } from '../shared/with-server'
import type { Row } from './loop-row'

type Id = { id: string }
type Change = { number: number }

const MODEL = 'claude-sonnet-4-5'
const hexadecimal = (i: number) => i.toString(16).padStart(64, '0')

/** Lists as long as their limits, of things that people write and of what the product keeps. */
export function listRows(server: BenchServer): Row[] {
  return [
    ...querySetRows(server),
    ...profileRows(server),
    ...importRows(server),
    ...proposalRows(server),
    ...releaseRows(server),
    ...compositionRows(server),
    ...keptRows(server),
  ]
}

/** As large as the file of a set may be. */
function querySetRows({ send }: BenchServer): Row[] {
  const queries = Array.from({ length: LIMITS.queriesPerSet }, (_, i) => ({
    text: `How deep is well ${i}? ${'It is wide and far from here. '.repeat(40)}`,
    checks: [{ kind: 'answered' }, { kind: 'noWarnings' }, { kind: 'tokens', atMost: 100_000 + i }],
    labels: [{ module: `module-${i}`, passage: { text: `Well ${i} is sixty meters deep.`, headingPath: ['Wells'] } }],
  }))
  let id = ''
  let text = ''
  return [
    {
      name: `a query set of ${LIMITS.queriesPerSet} queries`,
      work: async () => {
        id = ((await send('POST', 'query-sets', { name: 'Large', queries })) as Id).id
      },
    },
    { name: 'the set is read', work: () => send('GET', `query-sets/${id}`) },
    {
      name: 'its file',
      work: async () => {
        text = Buffer.from((await send('GET', `query-sets/${id}/export`)) as ArrayBuffer).toString()
      },
    },
    { name: 'its file is imported', work: () => send('POST', 'query-sets/import', { content: text, byName: true }) },
    { name: 'a run of it begins', work: () => send('POST', `query-sets/${id}/runs`, {}) },
    { name: 'its runs', work: () => send('GET', `query-sets/${id}/runs`) },
    { name: 'the query sets', work: () => send('GET', 'query-sets') },
  ]
}

function profileRows({ send }: BenchServer): Row[] {
  const facts = Array.from({ length: LIMITS.profileFacts }, (_, i) => ({
    key: `k${i % LIMITS.factKeys}`,
    value: `${i} ${'wide and far '.repeat(150)}`,
  }))
  let id = ''
  return [
    {
      name: `a profile of ${LIMITS.profileFacts} facts of 2,000`,
      work: async () => {
        id = ((await send('POST', 'profiles', { name: 'Long', facts })) as Id).id
      },
    },
    { name: 'its facts', work: () => send('GET', `profiles/${id}/facts`) },
    { name: 'the profile as a file', work: () => send('GET', `profiles/${id}/export`) },
    {
      name: 'compose for its person',
      work: () => send('POST', 'compose', { query: 'How wide is it?', model: MODEL, profileId: id }),
    },
  ]
}

function importRows({ send }: BenchServer): Row[] {
  let id = ''
  return [
    {
      name: 'the imports',
      work: async () => {
        const { items } = (await send('GET', 'imports?limit=100')) as { items: Id[] }
        id = items[0]?.id ?? ''
      },
    },
    { name: 'modules of an import', work: () => send('GET', `imports/${id}/modules`) },
    { name: 'an import is undone', work: () => send('POST', `imports/${id}/undo`, {}) },
  ]
}

/** A change request with as many edits as it may have. */
function proposalRows({ send }: BenchServer): Row[] {
  const source = (i: number) => `# Proposal ${i}\n\n${`The water of well ${i} rises in spring. `.repeat(100)}`
  const path = () => `change-requests/${number}`
  let number = 0
  return [
    {
      name: `a change of ${LIMITS.changeEdits} modules, ${LIMITS.changeEditsAtOnce} at once`,
      work: async () => {
        number = ((await send('POST', 'change-requests', { title: 'Many' })) as Change).number
        for (let at = 0; at < LIMITS.changeEdits; at += LIMITS.changeEditsAtOnce) {
          const edits = Array.from({ length: LIMITS.changeEditsAtOnce }, (_, i) => ({
            moduleId: `proposed-${at + i}`,
            source: source(at + i),
          }))
          await send('PUT', `${path()}/edits`, { edits })
        }
      },
    },
    { name: 'the request', work: () => send('GET', path()) },
    { name: 'its events', work: () => send('GET', `${path()}/events`) },
    { name: 'the effect of many', work: () => send('POST', `${path()}/effect`, {}) },
    { name: 'their checks', work: () => send('GET', `${path()}/checks`) },
    { name: 'many are merged', work: () => send('POST', `${path()}/merge`, {}) },
    { name: 'many are reverted', work: () => send('POST', `${path()}/revert`) },
    { name: 'the change requests', work: () => send('GET', 'change-requests?limit=100') },
  ]
}

function releaseRows({ send }: BenchServer): Row[] {
  const locked = (id: string, i: number) => ({ id, version: 1, sha256: hexadecimal(i), chunks: hexadecimal(i) })
  return [
    {
      name: `${LIMITS.releaseEntries} entries of a release`,
      work: async () => {
        const { modules } = (await send('GET', 'releases/production/lockfile')) as { modules: Id[] }
        await send('POST', 'releases', { id: 'less', name: 'Less' })
        const entries = modules.slice(0, LIMITS.releaseEntries).map(({ id }) => ({ moduleId: id, version: null }))
        await send('PUT', 'releases/less/entries', { entries })
      },
    },
    { name: 'its differences', work: () => send('GET', 'releases/less/differences') },
    {
      name: 'compose on it',
      work: () => send('POST', 'compose', { query: 'water of the well', model: MODEL, release: 'less' }),
    },
    {
      name: 'what it does to contexts',
      work: () => send('POST', 'effect', { before: {}, after: { release: 'less' } }),
    },
    { name: 'the releases', work: () => send('GET', 'releases') },
    {
      name: `a lockfile of ${LIMITS.lockfileModules} modules that are not here`,
      work: async () => {
        const lockfile = (await send('GET', 'releases/less/lockfile')) as object
        const modules = Array.from({ length: LIMITS.lockfileModules }, (_, i) => locked(`elsewhere-${i}`, i))
        await send('POST', 'lockfiles/verify', { lockfile: { ...lockfile, modules } })
      },
    },
  ]
}

/** What a composition is looked at by, after a long query on all modules. */
function compositionRows({ send }: BenchServer): Row[] {
  const query = 'How deep is the water of the well, and how wide is the river? '
  let ids: string[] = []
  return [
    {
      name: 'two compositions',
      work: async () => {
        const made = [query.repeat(20), `${query.repeat(19)}Why?`].map((text) =>
          send('POST', 'compose', { query: text, model: MODEL }),
        )
        ids = ((await Promise.all(made)) as { compositionId?: string; id?: string }[]).map(
          ({ compositionId, id }) => compositionId ?? id ?? '',
        )
      },
    },
    { name: 'one is read', work: () => send('GET', `compositions/${ids[0]}`) },
    { name: 'it is replayed', work: () => send('GET', `compositions/${ids[0]}/replay`) },
    { name: 'why a module is not in it', work: () => send('GET', `compositions/${ids[0]}/why-not?moduleId=rewritten`) },
    {
      name: 'the two are compared',
      work: () => send('GET', `comparisons?a=${ids[0]}&b=${ids[1]}`),
    },
    { name: 'the compositions', work: () => send('GET', 'compositions?limit=100') },
    { name: 'a search, all results', work: () => send('POST', 'search', { query, limit: LIMITS.searchResults }) },
    { name: 'a retrieval told', work: () => send('POST', 'retrieval', { query }) },
  ]
}

/** What the product keeps and draws. */
function keptRows({ send }: BenchServer): Row[] {
  return [
    { name: 'the library drawn', work: () => send('GET', 'insights/library') },
    { name: 'insights into reviews', work: () => send('GET', 'insights/reviews') },
    { name: 'insights into usage', work: () => send('GET', 'insights/usage') },
    { name: 'the contexts as a file', work: () => send('GET', 'insights/contexts/export') },
    { name: 'the jobs', work: () => send('GET', 'jobs') },
    { name: 'the conversations, by a word', work: () => send('GET', 'conversations?limit=100&q=water') },
    { name: 'a page of the audit log', work: () => send('GET', 'audit-events?limit=100') },
  ]
}
