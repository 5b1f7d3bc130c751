import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { followDrift } from '@/lib/indexing/lexical/follow-drift'
import { newId } from '@/lib/new-id'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'
import { importModules } from '@/lib/services/imports/import-modules'
import { insertWorkspace } from '@/lib/services/workspaces/rows/insert-workspace'
import { searchModules } from './search-modules'

const TOPICS = ['otters', 'turbines', 'invoices', 'glaciers', 'violins', 'vaccines', 'harbours', 'orchards']
const VERBS = ['repair', 'measure', 'describe', 'compare', 'inspect', 'schedule', 'archive', 'translate']
const FILES = 96
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu'.split(' ')
const wordOf = (n: number) => `${syllables[n % 15]}${syllables[Math.floor(n / 15) % 15]}${syllables[(n * 7) % 15]}`

/** Texts of all lengths, so that averages move as they come in. */
const files = Array.from({ length: FILES }, (_, at) => {
  const topic = TOPICS[at % TOPICS.length]
  const sections = Array.from({ length: 1 + (at % 7) }, (_, part) => {
    const verb = VERBS[(at + part) % VERBS.length]
    const words = Array.from({ length: 10 + ((at * 13 + part) % 90) }, (_, w) =>
      wordOf((at * 31 + part * 17 + w) % 400),
    )
    return `## ${verb} ${part}\n\nHow to ${verb} ${topic} in case ${at}: ${words.join(' ')}.`
  })
  return { path: `${topic}/${at}.md`, content: `# ${topic} ${at}\n\n${sections.join('\n\n')}` }
})
const QUERIES = TOPICS.flatMap((topic, i) =>
  VERBS.slice(0, 4).map((verb, j) => `how do I ${verb} ${topic} ${wordOf(i * 37 + j * 11)} ${wordOf(j * 53 + i)}`),
)

it('finds the same in the same files, in whatever order and pace they came', { timeout: 300_000 }, async () => {
  const at = async (name: string, imports: (typeof files)[], isIdle: boolean) => {
    const workspaceId = await prisma.$transaction((tx) => insertWorkspace(tx, { slug: newId('w'), name }))
    const actor = { kind: 'system', workspaceId, name: 'test' } as const
    for (const part of imports) {
      await importModules(actor, { files: part })
      if (!isIdle) continue
      await followDrift(workspaceId)
      await followEmbedding(workspaceId)
    }
    await followDrift(workspaceId)
    await followEmbedding(workspaceId)
    expect(await getEmbedding(actor, {})).toMatchObject({ isSettled: true, active: { kind: 'lsa' } })
    const found: unknown[] = []
    for (const query of QUERIES) {
      const { results } = await searchModules(actor, { query, limit: 10 })
      found.push(results.map(({ moduleId, startOffset, score }) => [moduleId, startOffset, score]))
    }
    return found
  }
  const together = await at('together', [files], false)
  const reversed = files.toReversed()
  // the last ones are too few to count as a change of the whole
  const inParts = [reversed.slice(0, 60), reversed.slice(60, 90), reversed.slice(90)]
  const apart = await at('apart', inParts, true)
  expect(apart).toEqual(together)
})
