import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { oddRows } from './loop/loop-odd'
import type { Row } from './loop/loop-row'
import { verbRows } from './loop/loop-verbs'
import { askProbe, beginProbes } from './shared/ask-probe'
import { type BenchServer, withServer } from './shared/with-server'
import { zipfFiles } from './shared/zipf-library'

/**
 * `npm run bench:loop [-- PART]`: for each thing that works on somebody's text or answers with much, with the largest and
 * nastiest input that the limits allow, the longest piece of work that the server's event loop did without a pause, in
 * milliseconds of its own time on a processor, and how much of that piece was collecting garbage. PART: only rows whose
 * name has it, `verbs` for what people and programs ask for, or `odd` for what is large in other ways than single texts.
 */

const MODULES = 1_000
const MB = 1024 * 1024
const MODEL = 'claude-sonnet-4-5'

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const endProbes = beginProbes(folder)
  try {
    await withServer(folder, async (server) => {
      endProbes()
      await fill(server)
      console.log(`${'largest input of its kind'.padEnd(58)} longest ms  collecting   seconds   outcome`)
      for (const row of chosenRows(server, process.argv[2] ?? '')) await measure(folder, row)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
  }
}

function chosenRows(server: BenchServer, part: string): Row[] {
  const texts = rowsOf(server)
  const verbs = verbRows(server, MODULES + 500)
  const odd = oddRows(server)
  if (part === 'verbs') return verbs
  if (part === 'odd') return odd
  return [...texts, ...verbs, ...odd].filter(({ name }) => name.includes(part))
}

/** A library that what follows searches. */
async function fill({ send }: BenchServer): Promise<void> {
  for (let at = 0; at < MODULES; at += 250) {
    await send('POST', 'modules/import', { files: zipfFiles(at + 250).slice(at) })
  }
  await send('POST', 'compose', { query: 'warm up', model: MODEL })
}

async function measure(folder: string, { name, work }: Row): Promise<void> {
  await askProbe(folder)
  const start = performance.now()
  const outcome = await work().then(
    () => 'done',
    (error) => String(error).replace(/\s+/g, ' ').slice(0, 90),
  )
  const seconds = (performance.now() - start) / 1_000
  const { longestMs, collectedMs } = await askProbe(folder)
  const [longest, collecting] = [longestMs, collectedMs].map((ms) => ms.toFixed(1))
  console.log(
    `${name.padEnd(58)} ${longest?.padStart(10)} ${collecting?.padStart(11)} ${seconds.toFixed(1).padStart(9)}   ${outcome}`,
  )
}

function rowsOf({ send }: BenchServer): Row[] {
  const composeAfter = async (text: string) => {
    const { id } = (await send('POST', 'conversations', {})) as { id: string }
    for (let i = 0; i < 10; i++) {
      const role = i % 2 ? 'assistant' : 'user'
      await send('POST', `conversations/${id}/messages`, { role, content: `${i} ${text}` })
    }
    return send('POST', 'compose', { query: 'and then?', model: MODEL, conversationId: id })
  }
  const curate = async (id: string) => {
    const { items } = (await send('GET', `modules/${id}/chunks`)) as {
      items: { headingPath: string[]; text: string }[]
    }
    const { headingPath, text } = items[Math.floor(items.length / 2)]!
    const entries = [{ anchor: { headingPath, text }, isExcluded: true }]
    return send('PUT', `modules/${id}/overlay`, { entries, baseVersion: 0 })
  }
  const texts = nastyTexts(4.8 * MB)
  const queries = nastyTexts(99_000)
  const first = texts[0]!.text
  return [
    ...texts.flatMap(({ kind, text }, at): Row[] => {
      const id = `large-${at}`
      const changed = `# Changed\n\n${text.slice(0, -20)}`
      return [
        { name: `publish 4.8 MB, ${kind}`, work: () => send('POST', 'modules', { id, source: text }) },
        { name: `read it, ${kind}`, work: () => send('GET', `modules/${id}`) },
        { name: `its chunks, ${kind}`, work: () => send('GET', `modules/${id}/chunks`) },
        { name: `preview of its chunks, ${kind}`, work: () => send('POST', 'chunk-previews', { source: text }) },
        {
          name: `its draft, ${kind}`,
          work: () => send('PUT', `modules/${id}/draft`, { source: changed, revision: 0 }),
        },
        { name: `publish it, ${kind}`, work: () => send('POST', `modules/${id}/publish`, {}) },
        { name: `curate it, ${kind}`, work: () => curate(id) },
        {
          name: `compose after it, ${kind}`,
          work: () => send('POST', 'compose', { query: `water ${at}`, model: MODEL }),
        },
      ]
    }),
    ...queries.flatMap(({ kind, text }): Row[] => [
      { name: `compose, query of 99 kB, ${kind}`, work: () => send('POST', 'compose', { query: text, model: MODEL }) },
      { name: `retrieval, query of 99 kB, ${kind}`, work: () => send('POST', 'retrieval', { query: text }) },
      { name: `search, query of 99 kB, ${kind}`, work: () => send('POST', 'search', { query: text }) },
    ]),
    ...nastyTexts(700_000).map(({ kind, text }): Row => {
      return { name: `compose after 10 messages of 700 kB, ${kind}`, work: () => composeAfter(text) }
    }),
    {
      name: '500 files',
      work: () => send('POST', 'modules/import', { files: zipfFiles(MODULES + 500).slice(MODULES) }),
    },
    {
      name: '6 files of 4.8 MB',
      work: () =>
        send('POST', 'modules/import', {
          files: texts.slice(0, 6).map(({ text }, i) => ({ path: `many-${i}.md`, content: text.slice(20) })),
        }),
    },
    {
      name: '15 files of 4 MB in a zip',
      work: () => {
        const entries = Array.from({ length: 15 }, (_, i) => [`z-${i}.md`, strToU8(first.slice(i, 4 * MB))])
        const content = Buffer.from(zipSync(Object.fromEntries(entries), { level: 1 })).toString('base64')
        return send('POST', 'modules/import', { files: [{ path: 'all.zip', content, encoding: 'base64' }] })
      },
    },
    {
      name: 'compose after all of them',
      work: () => send('POST', 'compose', { query: 'water at last', model: MODEL }),
    },
    { name: 'export of all', work: () => send('GET', 'modules/export') },
  ]
}

/** Of `bytes` UTF-8 bytes at most. */
function nastyTexts(bytes: number): { kind: string; text: string }[] {
  const fill = (part: string) => part.repeat(Math.floor(bytes / Buffer.byteLength(part)))
  const prose = zipfFiles(1_200)
    .map(({ content }) => content.replace(/^---[\s\S]*?\n---\n/, ''))
    .join('\n\n')
  let words = ''
  const parts: string[] = []
  for (let i = 0, length = 0; length < bytes - 100; i++) {
    words = `w${(i * 2_654_435_761) % 4_294_967_296}x${i.toString(36)}`
    parts.push(words)
    length += words.length + 1
  }
  return [
    { kind: 'prose', text: fill(prose.length > bytes ? prose.slice(0, Math.floor(bytes / 2)) : `${prose}\n\n`) },
    { kind: 'distinct words', text: parts.join(' ') },
    { kind: 'one letter', text: fill('a') },
    { kind: 'CJK without spaces', text: fill('深井水位監測報告書') },
    { kind: 'quotes', text: fill('> > > > > > a\n') },
    { kind: 'list openings', text: fill('- - - - - - a\n') },
    { kind: 'brackets', text: fill('[![[(') },
    { kind: 'headings', text: fill('# a\n\nb c d\n\n') },
  ]
}

await main()
