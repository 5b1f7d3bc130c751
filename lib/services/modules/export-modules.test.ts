import { beforeAll, describe, expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { readZip } from '@/lib/schemas/zip/read-zip'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportModules } from './export-modules'

let actor: Awaited<ReturnType<typeof createTestWorkspace>>['actor']

beforeAll(async () => {
  actor = (await createTestWorkspace('export')).actor
})

async function readExport(input: unknown = {}) {
  const { stream } = await exportModules(actor, input)
  const bytes = Buffer.from(await new Response(stream).arrayBuffer())
  const entries = readZip(bytes, { remaining: Number.POSITIVE_INFINITY }, 10_000)
  return { bytes, entries: entries as { path: string; bytes: Uint8Array }[] }
}

describe('exportModules', { timeout: 90_000 }, () => {
  it('gives all modules of several batches once, and they import back as unchanged', async () => {
    const long = `# Long\n\n${'A sentence of some length. '.repeat(40_000)}\n`
    const files = [
      { path: 'a/long.md', content: long },
      ...Array.from({ length: 210 }, (_, i) => ({ path: `m/${i}.md`, content: `# M ${i}\n\nText of ${i}.\n` })),
    ]
    await importModules(actor, { files })
    const { bytes, entries } = await readExport()
    expect(entries.map(({ path }) => path).toSorted()).toEqual(files.map(({ path }) => path).toSorted())
    expect(Buffer.from(entries.find(({ path }) => path === 'a/long.md')?.bytes ?? []).toString()).toBe(long)
    const archive = { path: 'modules.zip', content: bytes.toString('base64') }
    const { results } = await importModules(actor, { files: [archive] })
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['unchanged']))
  })

  it('is read as far as somebody takes it', async () => {
    const { stream } = await exportModules(actor, {})
    const reader = stream.getReader()
    expect((await reader.read()).done).toBe(false)
    await reader.cancel()
  })

  it('is an empty archive without modules', async () => {
    expect((await readExport({ ids: ['not-there'] })).entries).toEqual([])
  })
})
