import { describe, expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from './import-modules'
import { listModules } from './list-modules'

describe('importModules', () => {
  it('creates, then says unchanged, then updates', async () => {
    const { actor } = await createTestWorkspace('import')
    const file = { path: 'guide/retries.md', content: '---\nname: Retries\ntags: [http]\n---\n# Retries\n\nBack off.' }
    const first = await importModules(actor, { files: [file] })
    expect(first.results).toEqual([
      { path: file.path, status: 'created', id: 'guide-retries', version: 1, problems: [] },
    ])
    const second = await importModules(actor, { files: [file] })
    expect(second.results[0]).toMatchObject({ status: 'unchanged', version: 1 })
    const third = await importModules(actor, { files: [{ ...file, content: `${file.content}\nMore.` }] })
    expect(third.results[0]).toMatchObject({ status: 'updated', version: 2 })
    const page = await listModules(actor, { q: 'retr http' })
    expect(page).toMatchObject({ total: 1, nextCursor: null, items: [{ id: 'guide-retries', version: 2 }] })
  })
})
