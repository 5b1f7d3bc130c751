import type { Actor } from '@/lib/services/actor'
import type { RetrievalSet } from './load-sets'

const MODULES_PER_IMPORT = 250

/** A workspace with each document as a module of its own, searchable, and with the embedder fitted to it. */
export async function buildLibrary({ name, documents }: RetrievalSet): Promise<Actor> {
  const { createWorkspace } = await import('@/lib/services/workspaces/create-workspace')
  const { importModules } = await import('@/lib/services/imports/import-modules')
  const { followDrift } = await import('@/lib/indexing/lexical/follow-drift')
  const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
  const system = { kind: 'system', name: 'bench' } as const
  const { id } = await createWorkspace({ ...system, workspaceId: '' }, { slug: `bench-${name.replaceAll('_', '-')}` })
  const actor = { ...system, workspaceId: id }
  const start = performance.now()
  for (let at = 0; at < documents.length; at += MODULES_PER_IMPORT) {
    const files = documents.slice(at, at + MODULES_PER_IMPORT).map(({ id, title, text }) => ({
      path: `${id}.md`,
      content: `---\nid: ${id}\nname: ${JSON.stringify(title.slice(0, 200) || id)}\n---\n${text}\n`,
    }))
    const { results } = await importModules(actor, { files })
    const failed = results.filter(({ status }) => status === 'failed')
    if (failed.length > 0) console.log(`  ${failed.length} failed, the first: ${JSON.stringify(failed[0])}`)
  }
  await followDrift(id)
  const imported = performance.now()
  await followEmbedding(id)
  const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(0)} s`
  console.log(
    `  ${documents.length} modules, imported in ${seconds(start, imported)}, embedder fitted in ${seconds(imported, performance.now())}`,
  )
  return actor
}
