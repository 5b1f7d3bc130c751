import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import { openRetrieval } from '@/lib/db/retrieval/open'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { extractTerms } from '@/lib/engine'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from './create-release'

const ENGLISH = [
  'herons eat fish',
  'the deliveries are returned',
  'a curlew walks',
  'orders of dunlins',
  'plovers nest',
]
const GERMAN = [
  'die Lieferungen werden zurückgegeben',
  'der Reiher frisst Fische',
  'wir erstatten den Kunden die Beträge',
]
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const QUERIES = ['returned delivery of herons', 'zurückgegebene Lieferung', 'which dunlin or plover eats fish?']

const text = fc
  .tuple(
    fc.constantFrom(ENGLISH, GERMAN),
    fc.array(fc.nat(4), { minLength: 2, maxLength: 8 }),
    fc.constantFrom('', '---\nactivation: always\n---\n', '---\npriority: high\n---\n'),
  )
  .map(([sentences, picks, matter]) => {
    const parts = picks.map((pick) => `${sentences[pick % sentences.length]}.`)
    return `${matter}# ${parts[0]}\n\n${parts.join(' ')}\n\n## ${parts.at(-1)}\n\n${parts.toReversed().join(' ')}\n`
  })
const library = fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS.slice(0, 5)), text), {
  selector: ([id]) => id,
  minLength: 2,
  maxLength: 5,
})
const changes = fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), fc.option(text, { freq: 3 })), {
  selector: ([id]) => id,
  minLength: 1,
  maxLength: 4,
})

const author = { kind: 'system', id: null, name: 'test', personId: null } as const
const toFiles = (entries: [string, string][]) => entries.map(([id, content]) => ({ path: `${id}.md`, content }))

async function createWorkspace(files: [string, string][]) {
  const { actor, workspaceId } = await createTestWorkspace('same')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: toFiles(files) })
  return { actor, workspaceId }
}

/** What is chosen and scored, without what differs by name alone: numbers of versions. */
async function composed(actor: Actor, query: string, release?: string) {
  const { messages, trace } = await createComposition(actor, { query, ...(release ? { release } : {}) })
  const content = messages.map((message) => message.content.replace(/version (\d+|candidate)/g, ''))
  const unversioned = JSON.stringify(trace.candidates.map(({ version: _, ...rest }) => rest)).replace(/@-?\d+/g, '@')
  const candidates: unknown = JSON.parse(unversioned)
  return { content, candidates, analysis: trace.analysis }
}

async function searched(workspaceId: string, releaseId: string, query: string, maxIndexedModules: number) {
  const scope = { workspaceId, releaseId, embeddingModel: 'hash-256@1', maxIndexedModules }
  const port = openRetrieval(scope)
  const languages = await port.listLanguages?.()
  const terms = extractTerms(query)
  const { lexical, vector } = await port.searchChunks({ terms, excludes: [] }, 50)
  const modules = await port.searchModules({ terms, excludes: [] }, 50)
  const named = (hits: { chunkId: string; score: number }[]) =>
    hits.map(({ chunkId, score }) => [chunkId.replace(/@-?\d+/, ''), score])
  const scored = modules.lexical.map(({ moduleId, score }) => [moduleId, score])
  return { languages, lexical: named(lexical), vector: named(vector), modules: scored }
}

it('composes on a release as on a production that had its changes published', async () => {
  await fc.assert(
    fc.asyncProperty(library, changes, async (files, changed) => {
      const held = new Set(files.map(([id]) => id))
      const put = changed.flatMap(([id, content]): [string, string][] => (content === null ? [] : [[id, content]]))
      const removed = changed.flatMap(([id, content]) => (content === null && held.has(id) ? [id] : []))

      const published = await createWorkspace(files)
      if (put.length > 0) await importModules(published.actor, { files: toFiles(put) })
      if (removed.length > 0) await archiveModules(published.actor, { ids: removed })

      const proposed = await createWorkspace(files)
      const { workspaceId } = proposed
      await prisma.release.create({
        data: { workspaceId, id: 'next', baseId: 'production', state: { create: {} } },
      })
      const sources = put.map(([id, source]) => ({ id, source, path: `${id}.md` }))
      const stored = await createCandidates(workspaceId, sources, { author, message: '', urgency: 'person' })
      await prisma.$transaction(async (tx) => {
        await bumpRevision(tx, workspaceId)
        const entries = [...stored, ...removed.map((moduleId) => ({ moduleId, version: null }))]
        await setReleaseEntries(tx, workspaceId, 'next', entries)
      })

      expect(await storedTerms(workspaceId, 'next')).toEqual(await recountTerms(workspaceId, 'next'))
      for (const query of QUERIES) {
        const expected = await searched(published.workspaceId, 'production', query, 1_000)
        for (const maxIndexedModules of [1_000, 0]) {
          expect(await searched(workspaceId, 'next', query, maxIndexedModules)).toEqual(expected)
        }
        expect(await composed(proposed.actor, query, 'next')).toEqual(await composed(published.actor, query))
      }
    }),
    { numRuns: 6 },
  )
}, 300_000)

it('composes on a frozen release as before its base moved', async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(library, changes, async (files, changed) => {
      const { actor, workspaceId } = await createWorkspace(files)
      const { id } = await createRelease(actor, { name: 'As it was', isFrozen: true })
      const ask = async (query: string, release?: string) => ({
        composed: await composed(actor, query, release),
        searched: await Promise.all(
          [1_000, 0].map((most) => searched(workspaceId, release ?? 'production', query, most)),
        ),
      })
      const before = await Promise.all(QUERIES.map((query) => ask(query)))

      for (const [moduleId, content] of changed) {
        if (content !== null) await importModules(actor, { files: toFiles([[moduleId, content]]) })
        else if (files.some(([held]) => held === moduleId)) await archiveModules(actor, { ids: [moduleId] })
      }

      expect(await storedTerms(workspaceId, id)).toEqual(await recountTerms(workspaceId, id))
      expect(await Promise.all(QUERIES.map((query) => ask(query, id)))).toEqual(before)
      const now = await Promise.all(QUERIES.map((query) => ask(query)))
      if (JSON.stringify(now) !== JSON.stringify(before)) moved += 1
    }),
    { numRuns: 6 },
  )
  expect(moved).toBeGreaterThan(0)
}, 300_000)
