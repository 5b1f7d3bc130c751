import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { writeZip } from '@/lib/schemas/zip/write-zip.fixture'
import { type PickedFile, readFiles } from './read-files'

async function readAll(files: PickedFile[]) {
  const results = []
  for await (const result of readFiles(files)) results.push(result)
  return results
}

const fileOf = (path: string, bytes: Uint8Array<ArrayBuffer>) => ({ path, file: new File([bytes], path) })

describe('zips', () => {
  it('reads markdown and names what cannot be taken', async () => {
    const zip = zipSync({
      'docs/a.md': strToU8('# A'),
      'docs/logo.png': new Uint8Array([1, 2, 3]),
      '__MACOSX/docs/a.md': strToU8('noise'),
      '.trash/docs/b.md': strToU8('deleted'),
      '../up.md': strToU8('x'),
    })
    expect(await readAll([fileOf('docs.zip', new Uint8Array(zip))])).toEqual([
      { kind: 'file', path: 'docs/a.md', content: '# A' },
      { kind: 'refused', path: '../up.md', reason: 'The path leads out of its folder.' },
      { kind: 'skipped', path: 'docs.zip', leftOut: ['docs/logo.png'] },
    ])
  })

  it('names what a skill loses with the skill', async () => {
    const zip = zipSync({ 'pdf/SKILL.md': strToU8('# PDF'), 'pdf/scripts/fill.py': strToU8('x') })
    expect(await readAll([fileOf('pdf.zip', new Uint8Array(zip))])).toEqual([
      { kind: 'file', path: 'pdf/SKILL.md', content: '# PDF', leftOut: ['scripts/fill.py'] },
    ])
  })

  it('says which names it does not explain', async () => {
    // Shift-JIS
    const nameBytes = new Uint8Array([0x8e, 0xe8, 0x8f, 0x87, ...strToU8('.md')])
    const zip = writeZip([
      { path: '', nameBytes, text: '# A' },
      { path: '手順.md', text: '# B' },
    ])
    expect(await readAll([fileOf('docs.zip', new Uint8Array(zip))])).toEqual([
      { kind: 'file', path: expect.stringMatching(/^....\.md$/), content: '# A', isPathGuessed: true },
      { kind: 'file', path: '手順.md', content: '# B' },
    ])
  })

  it('says that a zip holds nothing to import, and what it holds', async () => {
    const zip = zipSync({ 'a.png': strToU8('x') })
    expect(await readAll([fileOf('a.zip', new Uint8Array(zip))])).toEqual([
      { kind: 'skipped', path: 'a.zip', leftOut: ['a.png'] },
      { kind: 'refused', path: 'a.zip', reason: 'The archive holds no markdown or text file.' },
    ])
  })

  it('takes what is larger than one request', { timeout: 120_000 }, async () => {
    const large = strToU8('a'.repeat(4_000_000))
    const zip = zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.md`, large])))
    const files = readFiles([fileOf('large.zip', new Uint8Array(zip))])
    expect((await files.next()).value).toMatchObject({ kind: 'file', path: '0.md' })
    const rest = []
    for await (const file of files) rest.push(file.kind)
    expect(rest).toEqual(Array.from({ length: 19 }, () => 'file'))
  })

  it('says that a damaged zip is damaged', async () => {
    const [file] = await readAll([fileOf('x.zip', new Uint8Array([80, 75, 3, 4, 9, 9]))])
    expect(file).toMatchObject({ kind: 'refused', path: 'x.zip', reason: expect.stringContaining('damaged') })
  })
})

describe('folders', () => {
  it('reads what modules are made of, and names the rest once, with its skill or its folder', async () => {
    const picked = [
      'repo/README.md',
      'repo/logo.png',
      'repo/src/index.ts',
      'repo/.git/HEAD.md',
      'repo/node_modules/a/README.md',
      'repo/._README.md',
      'repo/skills/pdf/SKILL.md',
      'repo/skills/pdf/scripts/fill.py',
      'other/spec.docx',
    ].map((path) => fileOf(path, strToU8('text')))
    expect(await readAll(picked)).toEqual([
      { kind: 'file', path: 'repo/README.md', content: 'text' },
      { kind: 'file', path: 'repo/skills/pdf/SKILL.md', content: 'text', leftOut: ['scripts/fill.py'] },
      { kind: 'skipped', path: 'repo', leftOut: ['repo/logo.png', 'repo/src/index.ts'] },
      { kind: 'skipped', path: 'other', leftOut: ['other/spec.docx'] },
    ])
  })

  it('opens a zip that is among them, and tells what could not be opened', async () => {
    const zip = zipSync({ 'a.md': strToU8('# A') })
    const picked = [
      fileOf('all/docs.zip', new Uint8Array(zip)),
      fileOf('all/old.tar.gz', strToU8('x')),
      { path: 'all/locked.png', file: null },
    ]
    expect(await readAll(picked)).toEqual([
      { kind: 'file', path: 'a.md', content: '# A' },
      { kind: 'refused', path: 'all/old.tar.gz', reason: expect.stringContaining('.zip files') },
      { kind: 'refused', path: 'all/locked.png', reason: expect.stringContaining('could not read') },
    ])
  })
})

describe('readFiles', () => {
  it('says what to do with a document that is picked by itself', async () => {
    expect(await readAll([fileOf('Plan.DOCX', strToU8('x'))])).toEqual([
      {
        kind: 'refused',
        path: 'Plan.DOCX',
        reason: expect.stringMatching(/^A \.docx file is not read\. Save or convert/),
      },
    ])
  })

  it('hands on as bytes what does not say how it is encoded, and takes no license', async () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => (i % 255) + 1)
    const results = await readAll([fileOf('a.txt', bytes), fileOf('LICENSE.txt', new Uint8Array([97]))])
    expect(results).toEqual([
      { kind: 'file', path: 'a.txt', content: Buffer.from(bytes).toString('base64'), encoding: 'base64' },
      { kind: 'refused', path: 'LICENSE.txt', reason: expect.stringContaining('another name') },
    ])
  })

  it('refuses what is no text, and goes on', async () => {
    const results = await readAll([
      { path: 'binary.md', file: new File([new Uint8Array([0xff, 0xfe, 0x00])], 'binary.md') },
      { path: 'locked', file: null },
      { path: '.DS_Store', file: new File(['x'], '.DS_Store') },
      { path: 'b.md', file: new File(['# B'], 'b.md') },
    ])
    expect(results).toEqual([
      { kind: 'refused', path: 'binary.md', reason: 'The file is not valid UTF-16LE text.' },
      { kind: 'refused', path: 'locked', reason: expect.stringContaining('could not read') },
      { kind: 'file', path: 'b.md', content: '# B' },
    ])
  })
})
