import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import * as parser from '@/lib/schemas/front-matter/parse-module-file'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { parseFiles } from './parse-files'

vi.mock('@/lib/schemas/front-matter/parse-module-file', { spy: true })
vi.mock('@/lib/texts/threads/work-on-text', { spy: true })

const { workOnText: doInThread } = await vi.importActual<typeof import('@/lib/texts/threads/work-on-text')>(
  '@/lib/texts/threads/work-on-text',
)
const fileOf = (path: string, length = 40_000) => ({ path, source: `# ${path}\n\n${'word '.repeat(length / 5)}` })
const idOf = (each: Awaited<ReturnType<typeof parseFiles>>[number]) => 'file' in each && each.file.metadata.id

/** Work on any batch that has this file is given up. */
function giveUp(path: string, error: Error) {
  vi.mocked(workOnText).mockImplementation(async (name, input, work) => {
    const { files } = input as unknown as { files: { path: string }[] }
    if (files.some((file) => file.path === path)) throw error
    return doInThread(name, input, work)
  })
}

beforeEach(() => {
  vi.mocked(workOnText).mockImplementation(doInThread)
  vi.mocked(parser.parseModuleFile).mockClear()
})

describe('parseFiles', { timeout: 90_000 }, () => {
  it('parses in a thread what is long together, in batches, and keeps the order', async () => {
    const files = Array.from({ length: 30 }, (_, i) => fileOf(`f-${i}.md`, i % 7 === 0 ? 100_000 : 1_000))
    vi.mocked(workOnText).mockClear()
    const parsed = await parseFiles('w', files)
    expect(parsed.map(idOf)).toEqual(files.map(({ path }) => path.slice(0, -3)))
    expect(parser.parseModuleFile).not.toHaveBeenCalled()
    expect(vi.mocked(workOnText).mock.calls.length).toBeLessThan(15)
  })

  it('parses a few short ones at once', async () => {
    expect((await parseFiles('w', [fileOf('a.md', 100), fileOf('b.md', 100)])).map(idOf)).toEqual(['a', 'b'])
    expect(parser.parseModuleFile).toHaveBeenCalledTimes(2)
  })

  it.each(['deadline', 'memory', 'chunks'])('fails the one file whose work was given up: %s', async (reason) => {
    giveUp('b.md', new AppError('LIMIT_EXCEEDED', 'Given up.', { reason }))
    const parsed = await parseFiles('w', [fileOf('a.md', 1_000), fileOf('b.md', 1_000), fileOf('c.md', 5_000)])
    expect(parsed.map(idOf)).toEqual(['a', false, 'c'])
    expect(parsed[1]).toEqual({ problem: { code: reason, message: 'Given up.', severity: 'error' } })
  })

  it('fails as a whole where no text is to blame', async () => {
    giveUp('b.md', new AppError('UNAVAILABLE', 'Too much.', {}))
    await expect(parseFiles('w', [fileOf('a.md'), fileOf('b.md')])).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
