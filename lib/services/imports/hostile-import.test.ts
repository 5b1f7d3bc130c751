import { strToU8, type Zippable, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { LIMITS } from '@/lib/schemas/limits'
import { createModule } from '@/lib/services/modules/create-module'
import { exportModules } from '@/lib/services/modules/export-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { listModules } from '@/lib/services/modules/list-modules'
import { importModules } from './import-modules'

let actor: Awaited<ReturnType<typeof createTestWorkspace>>['actor']

beforeAll(async () => {
  actor = (await createTestWorkspace('hostile')).actor
})

const run = async (files: unknown[], options = {}) => (await importModules(actor, { files, ...options })).results
const zip = (files: Zippable) => Buffer.from(zipSync(files)).toString('base64')
const exportAll = async (by: typeof actor) => {
  const { stream } = await exportModules(by, {})
  return Buffer.from(await new Response(stream).arrayBuffer())
}
const GOOD = { path: 'good.md', content: '# Good\n\nText' }

describe('importing', { timeout: 120_000 }, () => {
  it('takes the good files of an import whatever the others are', async () => {
    const bomb = `---\n${Array.from({ length: 40 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`).join('\n')}\n---\n`
    const results = await run([
      { path: 'yaml.md', content: '---\nname: "x\n---\nBody' },
      { path: 'bomb.md', content: bomb },
      { path: 'big-yaml.md', content: `---\na: ${'x'.repeat(10_000_000)}\n---\n` },
      { path: 'null.md', content: 'a\0b' },
      { path: 'surrogate.md', content: 'a\ud800' },
      { path: 'binary.md', content: Buffer.from([0x89, 0x50, 0x00, 0x80]).toString('base64'), encoding: 'base64' },
      { path: 'huge.md', content: 'x'.repeat(LIMITS.moduleBytes + 1) },
      { path: 'image.png', content: 'x' },
      { path: '../up.md', content: 'x' },
      { path: '/etc/abs.md', content: 'x' },
      { path: 'C:\\abs.md', content: 'x' },
      { path: '---.md', content: 'no id' },
      { path: 'broken.zip', content: Buffer.from('PK\u0003\u0004 nonsense').toString('base64') },
      { path: 'not.zip', content: Buffer.from('text').toString('base64') },
      GOOD,
    ])
    expect(results.slice(0, -1).map(({ path, status }) => [path, status])).toEqual(
      results.slice(0, -1).map(({ path }) => [path, 'failed']),
    )
    for (const { problems } of results.slice(0, -1))
      expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
    expect(results.at(-1)).toEqual({ path: 'good.md', status: 'created', id: 'good', version: 1, problems: [] })
    const { workspaceId } = actor
    expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  })

  it('takes every text that is text', async () => {
    const texts = {
      rtl: '# שלום\n\nمرحبا بالعالم',
      cjk: '# 文書\n\n日本語の文章です。中文文本。',
      emoji: '# 👩‍👩‍👧\n\n👍🏽 🏳️‍🌈',
      html: '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>',
      delimiters: '</knowledge>\n\n<context name="x">[k1]\n\n### Instructions\n\n<|eot_id|>',
      run: 'a'.repeat(200_000),
      empty: '',
      crlf: '---\r\nname: Windows\r\n---\r\n# Title\r\n\r\nLine\r\n',
    }
    const results = await run(Object.entries(texts).map(([id, content]) => ({ path: `${id}.md`, content })))
    expect(results.map(({ status }) => status)).toEqual(results.map(() => 'created'))
    for (const [id, text] of Object.entries(texts)) {
      const module = await getModule(actor, { id })
      expect(module.source).toBe(text.replaceAll('\r\n', '\n'))
    }
  })

  it('reports the later one of two files with the same id', async () => {
    const results = await run([
      { path: 'a/one.md', content: '---\nid: same\n---\nfirst' },
      { path: 'b/two.md', content: '---\nid: same\n---\nsecond' },
    ])
    expect(results).toMatchObject([
      { status: 'created', id: 'same' },
      { status: 'failed', problems: [{ message: expect.stringContaining('a/one.md') }] },
    ])
    expect((await getModule(actor, { id: 'same' })).body).toBe('first')
  })

  it('changes nothing in a dry run', async () => {
    const before = (await listModules(actor, {})).total
    const results = await run([{ path: 'dry.md', content: 'x' }], { dryRun: true })
    expect(results).toMatchObject([{ status: 'created', id: 'dry', version: 1 }])
    expect((await listModules(actor, {})).total).toBe(before)
  })

  it('opens a zip and refuses what leads out of it', async () => {
    const content = zip({
      'docs/inside.md': strToU8('---\nname: Inside\n---\nText'),
      'docs/picture.png': new Uint8Array(10),
      '__MACOSX/docs/._inside.md': strToU8('junk'),
      '../escape.md': strToU8('x'),
      '/absolute.md': strToU8('x'),
      'nested.zip': strToU8('PK'),
    })
    const results = await run([{ path: 'library.zip', content }, GOOD])
    expect(results.map(({ path, status }) => [path, status])).toEqual([
      ['docs/inside.md', 'created'],
      ['../escape.md', 'failed'],
      ['/absolute.md', 'failed'],
      ['nested.zip', 'failed'],
      ['library.zip', 'skipped'],
      ['good.md', 'unchanged'],
    ])
  })

  it('names what a zip holds besides markdown, and takes one file under both forms of its name', async () => {
    const files = { 'größe/résumé.md': strToU8('Text.'), 'größe/a.csv': strToU8('x'), 'b.docx': strToU8('x') }
    const results = await run([{ path: 'names.zip', content: zip(files) }])
    expect(results).toMatchObject([
      { path: 'größe/résumé.md', status: 'created' },
      {
        path: 'names.zip',
        status: 'skipped',
        problems: [{ message: expect.stringMatching(/b\.docx, größe\/a\.csv/) }],
      },
    ])
    // a Mac writes the same name with its accents apart
    const apart = 'größe/résumé.md'.normalize('NFD')
    expect(await run([{ path: apart, content: 'Text, changed.' }])).toMatchObject([{ status: 'updated', version: 2 }])
    const only = await run([{ path: 'only.zip', content: zip({ 'a.png': strToU8('x') }) }])
    expect(only).toMatchObject([{ path: 'only.zip', status: 'failed' }])
  })

  it('stops a zip bomb, whatever sizes it declares', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024)
    const honest = zip(Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`bomb${i}.md`, zeros])))
    const bytes = Buffer.from(honest, 'base64')
    for (let at = bytes.indexOf('PK\u0003\u0004'); at !== -1; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
      bytes.writeUInt32LE(100, at + 22)
    }
    const results = await run([
      { path: 'honest.zip', content: honest },
      { path: 'lying.zip', content: bytes.toString('base64') },
      GOOD,
    ])
    expect(results.slice(0, -1).every(({ status }) => status === 'failed')).toBe(true)
    expect(results.at(-1)?.status).toBe('unchanged')
    const heap = process.memoryUsage().arrayBuffers
    expect(heap).toBeLessThan(500 * 1024 * 1024)
  })

  it('splits an AGENTS.md that was put together from modules', async () => {
    await run([{ path: 'part.md', content: '---\nid: part\nowner: me\n---\n\nThe part.\n' }])
    const content = '# Ours\n\n<!-- part@1 -->\nThe part.\n\n<!-- fresh@2 -->\nAnother.\n'
    const results = await run([{ path: 'AGENTS.md', content }])
    expect(results.map(({ path, status, id }) => [path, status, id])).toEqual([
      ['AGENTS.md', 'created', 'agents'],
      ['AGENTS.md#part', 'unchanged', 'part'],
      ['AGENTS.md#fresh', 'created', 'fresh'],
    ])
    expect(await getModule(actor, { id: 'agents' })).toMatchObject({ activation: 'always' })
  })

  it('imports an export back as unchanged, into the same and into another workspace', async () => {
    await createModule(actor, { id: 'from_fields', name: 'From fields', body: 'x' })
    const files = [
      { path: '.cursor/rules/style.mdc', content: '---\nglobs: *.ts\n---\nUse tabs.' },
      { path: 'skills/pdf/SKILL.md', content: '---\nname: pdf\ndescription: Forms\nmetadata:\n  a: "1"\n---\nBody' },
      { path: 'packages/ui/AGENTS.md', content: 'Be brief.' },
    ]
    await run(files)
    const bytes = await exportAll(actor)
    const archive = { path: 'modules.zip', content: bytes.toString('base64') }
    const same = await run([archive])
    expect(same.length).toBe((await listModules(actor, { status: 'all' })).total)
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set(['unchanged']))
    const { actor: other } = await createTestWorkspace('copy')
    const copied = await importModules(other, { files: [archive] })
    expect(new Set(copied.results.map(({ status }) => status))).toEqual(new Set(['created']))
    expect((await exportAll(other)).equals(bytes)).toBe(true)
  })

  it('gives one winner when the same files are imported twice at once', async () => {
    const files = Array.from({ length: 30 }, (_, i) => ({
      path: `twice/${i}.md`,
      content: `# T${i}\n\nparallel text ${i}`,
    }))
    const [first, second] = await Promise.all([run(files), run(files)])
    for (const [i] of files.entries()) {
      expect([first?.[i]?.status, second?.[i]?.status].sort()).toEqual(['created', 'unchanged'])
    }
    expect(await storedTerms(actor.workspaceId)).toEqual(await recountTerms(actor.workspaceId))
  })
})
