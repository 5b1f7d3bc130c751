import { describe, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { AppError } from '@/lib/errors'
import { embedAndStore } from '@/lib/indexing/versions/embed-and-store'
import { prepareVersions } from '@/lib/indexing/versions/prepare-versions'
import { createModule } from '@/lib/services/modules/create-module'
import { getModule } from '@/lib/services/modules/get-module'
import { listModules } from '@/lib/services/modules/list-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { importModules } from './import-modules'
import { recordImport } from './record/record-import'

vi.mock('./record/record-import', { spy: true })
vi.mock('@/lib/indexing/versions/embed-and-store', { spy: true })
vi.mock('@/lib/indexing/versions/prepare-versions', { spy: true })

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
  it('makes a module without a text found by its name and its description', async () => {
    const { actor, workspaceId } = await createTestWorkspace('import-empty')
    await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
    const content = '---\nname: Lighthouse keeping\ndescription: How to trim the wick of the lamp.\n---\n'
    await importModules(actor, { files: [{ path: 'keeping.md', content }] })
    for (const query of ['lighthouse', 'trim the wick']) {
      expect((await searchModules(actor, { query })).results).toMatchObject([{ moduleId: 'keeping', text: '' }])
    }
  })
  it('never replaces the module of another path unasked', async () => {
    const { actor } = await createTestWorkspace('import-clash')
    const run = async (files: unknown[], options = {}) => (await importModules(actor, { files, ...options })).results
    const c = { path: 'lang/c.md', content: 'About C.' }
    const cpp = { path: 'lang/c++.md', content: 'About C++.' }
    const skillOf = (plugin: string) => ({
      path: `${plugin}/skills/deploy/SKILL.md`,
      content: `---\nname: deploy\ndescription: Deploys\n---\nAs ${plugin} does.`,
    })
    expect(await run([c, skillOf('a')])).toMatchObject([{ status: 'created' }, { status: 'created', id: 'deploy' }])
    for (const dryRun of [true, false]) {
      const [clash, skill] = await run([cpp, skillOf('b')], { dryRun })
      expect(clash).toMatchObject({
        status: 'failed',
        id: 'lang-c',
        problems: [{ code: 'id_clash', severity: 'error' }],
      })
      expect(clash?.problems[0]?.message).toMatch(/lang\/c\.md.*lang\/c\+\+\.md/)
      expect(skill).toMatchObject({ status: 'failed', problems: [{ code: 'id_clash' }] })
    }
    expect(await getModule(actor, { id: 'lang-c' })).toMatchObject({ body: 'About C.', version: 1 })
    const moved = { ...c, path: './lang/c.md', content: 'More about C.' }
    expect(await run([moved])).toMatchObject([{ status: 'updated', version: 2 }])
    expect(await run([cpp], { replace: ['lang-c'] })).toMatchObject([{ status: 'updated', version: 3 }])
    expect(await run([{ ...c, content: 'About C++.' }])).toMatchObject([{ status: 'unchanged' }])
  })
  it('edits what was made here through a file that names it, and through a put-together file', async () => {
    const { actor } = await createTestWorkspace('import-own')
    await createModule(actor, { id: 'lang-c', name: 'C', body: 'About C.' })
    const run = async (path: string, content: string) =>
      (await importModules(actor, { files: [{ path, content }] })).results
    expect(await run('lang/c++.md', 'About C++.')).toMatchObject([
      { status: 'failed', problems: [{ code: 'id_clash' }] },
    ])
    expect(await run('AGENTS.md', '<!-- lang-c@1 -->\nFrom agents.\n')).toMatchObject([
      { status: 'updated', version: 2 },
    ])
    expect(await run('lang-c.md', 'By its name.')).toMatchObject([{ status: 'updated', version: 3 }])
  })
  it('says what was stored, and what was not, when the database fails in the middle', async () => {
    const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { actor } = await createTestWorkspace('import-failing')
    const files = Array.from({ length: 60 }, (_, i) => ({ path: `m${i}.md`, content: `# Module ${i}\n\nText ${i}.` }))
    vi.mocked(embedAndStore).mockClear()
    vi.mocked(embedAndStore).mockImplementation(async (...given) => {
      if (given[1].some(({ version }) => version.moduleId === 'm30')) throw new Error('in /srv/secret.ts')
      const actual = await vi.importActual<typeof import('@/lib/indexing/versions/embed-and-store')>(
        '@/lib/indexing/versions/embed-and-store',
      )
      return actual.embedAndStore(...given)
    })
    const { results } = await importModules(actor, { files })
    const failed = results.filter(({ status }) => status === 'failed')
    expect(failed.map(({ path }) => path)).toContain('m30.md')
    expect(failed.length).toBeLessThan(30)
    expect(results.filter(({ status }) => status === 'created')).toHaveLength(60 - failed.length)
    expect(failed[0]?.problems[0]?.message).toContain('Import the file again')
    expect(JSON.stringify(failed)).not.toContain('secret')
    expect(silence.mock.calls.join()).toContain('secret')

    vi.mocked(embedAndStore).mockRestore()
    const again = await importModules(actor, { files })
    expect(again.results.map(({ status }) => status)).toEqual(
      results.map(({ status }) => (status === 'failed' ? 'created' : 'unchanged')),
    )
    vi.mocked(embedAndStore).mockRejectedValue(new Error('the database is gone'))
    const other = await createTestWorkspace('import-gone')
    await expect(importModules(other.actor, { files })).rejects.toThrow('the database is gone')
    vi.mocked(embedAndStore).mockRestore()
    silence.mockRestore()
  })
  it('stores the others when the work on one text is given up', async () => {
    const { actor } = await createTestWorkspace('import-given-up')
    const files = ['a', 'b', 'c'].map((name) => ({ path: `${name}.md`, content: `# ${name}\n\nText.` }))
    vi.mocked(prepareVersions).mockImplementationOnce((...given) => {
      const [first, ...others] = given[1]
      const tooLong = Promise.reject(
        new AppError('LIMIT_EXCEEDED', 'Given up after 15 seconds.', { reason: 'deadline' }),
      )
      tooLong.catch(() => undefined)
      return first ? [tooLong, ...prepareVersions(given[0], others, given[2])] : []
    })
    const { results } = await importModules(actor, { files })
    expect(results.map(({ status }) => status)).toEqual(['failed', 'created', 'created'])
    expect(results[0]?.problems[0]?.message).toBe('Given up after 15 seconds.')
  })
  it('stores what the database had no turn for at first', async () => {
    const { actor } = await createTestWorkspace('import-busy')
    const busy = Object.assign(new Error('Unable to start a transaction in the given time.'), { code: 'P2028' })
    vi.mocked(embedAndStore).mockClear()
    vi.mocked(recordImport).mockRejectedValueOnce(busy)
    const { results } = await importModules(actor, { files: [{ path: 'busy.md', content: '# Busy\n\nText.' }] })
    expect(results).toMatchObject([{ status: 'created', id: 'busy' }])
    // what was embedded is not embedded again
    expect(embedAndStore).toHaveBeenCalledTimes(1)
  })
})
