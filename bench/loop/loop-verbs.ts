import type { BenchServer } from '../shared/with-server'
import { zipfFiles } from '../shared/zipf-library'
import { listRows } from './loop-lists'
import type { Row } from './loop-row'

const MODEL = 'claude-sonnet-4-5'
/** What a library grows to before its lists are asked for. */
const MANY_MODULES = 5_000
const PER_IMPORT = 500

type Id = { id: string }
type Change = { number: number }

/** What people and programs ask for besides work on one long text, each with as much as the limits allow. */
export function verbRows(server: BenchServer, first: number): Row[] {
  return [
    ...bodyRows(server),
    ...conversationRows(server),
    ...changeRows(server),
    ...manyRows(server, first),
    ...listRows(server),
  ]
}

/** Bodies of many values, in shapes that are read and in shapes that are refused. */
function bodyRows({ send }: BenchServer): Row[] {
  return [
    {
      name: 'a body of 99,000 numbers that is refused',
      work: () =>
        send('POST', 'search', { query: 'water', filters: { tags: Array.from({ length: 99_000 }, (_, i) => i) } }),
    },
    {
      name: 'a body of 49,000 unknown fields',
      work: () =>
        send('POST', 'search', Object.fromEntries(Array.from({ length: 49_000 }, (_, i) => [`field${i}`, i]))),
    },
    { name: 'the description of the API', work: () => send('GET', 'openapi.json') },
  ]
}

function conversationRows({ send }: BenchServer): Row[] {
  const turns = (count: number, length: number) =>
    Array.from({ length: count }, (_, i) => ({
      role: i % 2 ? 'assistant' : 'user',
      content: `${i} ${'the water of the well rises '.repeat(Math.ceil(length / 28)).slice(0, length)}`,
    }))
  let long = ''
  let exported = ''
  return [
    {
      name: 'a conversation of 5,000 turns, appended',
      work: async () => {
        long = ((await send('POST', 'conversations', {})) as Id).id
        for (let i = 0; i < 5; i++)
          await send('POST', `conversations/${long}/messages/batch`, { messages: turns(1_000, 800) })
      },
    },
    { name: 'it is read', work: () => send('GET', `conversations/${long}`) },
    {
      name: 'compose after it',
      work: () => send('POST', 'compose', { query: 'and then?', model: MODEL, conversationId: long }),
    },
    { name: 'its budget', work: () => send('GET', `conversations/${long}/budget`) },
    {
      name: 'its export',
      work: async () => {
        const answer = await send('GET', `conversations/export?ids=${long}`)
        exported = answer instanceof ArrayBuffer ? Buffer.from(answer).toString() : JSON.stringify(answer)
      },
    },
    {
      name: 'the plan of importing it',
      work: () => send('POST', 'conversations/import', { content: exported, isPlan: true }),
    },
    { name: 'importing it', work: () => send('POST', 'conversations/import', { content: exported }) },
    {
      name: 'compose with turns of 0.9 MB',
      work: () => send('POST', 'compose', { query: 'and then?', model: MODEL, turns: turns(9, 100_000) }),
    },
    {
      name: 'a message of 0.9 MB',
      work: async () => {
        const { id } = (await send('POST', 'conversations', {})) as Id
        return send('POST', `conversations/${id}/messages`, turns(1, 900_000)[0])
      },
    },
  ]
}

/** Two long texts that differ everywhere, as an edit and as versions to compare. */
function changeRows({ send }: BenchServer): Row[] {
  const lines = (word: string) =>
    Array.from({ length: 60_000 }, (_, i) => `Line ${i} of the ${word}, which is ${(i * 7_919) % 997} wide.`).join('\n')
  let number = 0
  return [
    {
      name: 'a change of every line of 3 MB',
      work: async () => {
        await send('POST', 'modules', { id: 'rewritten', source: lines('well') })
        const edits = [{ moduleId: 'rewritten', source: lines('river') }]
        number = ((await send('POST', 'change-requests', { title: 'Rewritten', edits })) as Change).number
      },
    },
    { name: 'its difference', work: () => send('GET', `change-requests/${number}/edits/rewritten`) },
    { name: 'its effect', work: () => send('POST', `change-requests/${number}/effect`, {}) },
    { name: 'it is merged', work: () => send('POST', `change-requests/${number}/merge`, {}) },
    { name: 'its versions', work: () => send('GET', 'modules/rewritten/versions') },
    { name: 'what the cleaner leaves out of it', work: () => send('POST', 'cleaner/preview', { id: 'rewritten' }) },
    { name: 'it is reverted', work: () => send('POST', `change-requests/${number}/revert`) },
  ]
}

/** What grows with the library. */
function manyRows({ send }: BenchServer, first: number): Row[] {
  let lockfile: unknown
  const files = () => zipfFiles(first + MANY_MODULES).slice(first)
  return [
    {
      name: `the plan of importing ${PER_IMPORT} files`,
      work: () => send('POST', 'modules/import', { files: files().slice(0, PER_IMPORT), dryRun: true }),
    },
    {
      name: `${MANY_MODULES} files, ${PER_IMPORT} at once`,
      work: async () => {
        const all = files()
        for (let at = 0; at < all.length; at += PER_IMPORT)
          await send('POST', 'modules/import', { files: all.slice(at, at + PER_IMPORT) })
      },
    },
    { name: 'a page of modules', work: () => send('GET', 'modules?limit=100&sort=name') },
    { name: 'modules that match a word', work: () => send('GET', 'modules?limit=100&q=water') },
    { name: 'their facets', work: () => send('GET', 'module-facets') },
    { name: 'compose', work: () => send('POST', 'compose', { query: 'water of the well', model: MODEL }) },
    { name: 'compose again', work: () => send('POST', 'compose', { query: 'water of the river', model: MODEL }) },
    {
      name: 'a lockfile of all',
      work: async () => {
        lockfile = await send('GET', 'releases/production/lockfile')
      },
    },
    { name: 'it is verified', work: () => send('POST', 'lockfiles/verify', { lockfile }) },
    { name: 'a release of it', work: () => send('POST', 'lockfiles', { lockfile, id: 'locked', name: 'Locked' }) },
    { name: 'export of all modules', work: () => send('GET', 'modules/export') },
    { name: 'the audit log as a file', work: () => send('GET', 'audit-events/export') },
    { name: 'the audit log is verified', work: () => send('GET', 'audit-events/verification') },
    { name: 'usage as a file', work: () => send('GET', 'usage/export') },
    { name: 'insights into contexts', work: () => send('GET', 'insights/contexts') },
    { name: 'insights into tokens', work: () => send('GET', 'insights/token-return') },
  ]
}
