import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readFiles, readZip } from './read-files'

async function readAll(files: { path: string; file: File }[]) {
  const results = []
  for await (const result of readFiles(files)) results.push(result)
  return results
}

describe('readZip', () => {
  it('reads markdown and says why the rest is left out', async () => {
    const zip = zipSync({
      'docs/a.md': strToU8('# A'),
      'docs/logo.png': new Uint8Array([1, 2, 3]),
      '__MACOSX/docs/a.md': strToU8('noise'),
    })
    expect(await readZip('docs.zip', zip)).toEqual([
      { ok: true, path: 'docs/a.md', content: '# A' },
      { ok: false, path: 'docs/logo.png', reason: 'Only .md, .mdx, .mdc and .zip files can be imported.' },
    ])
  })

  it('leaves paths that climb out of the folder to the server, which refuses them by name', async () => {
    const [entry] = await readZip('evil.zip', zipSync({ '../../etc/passwd.md': strToU8('x') }))
    expect(entry).toMatchObject({ path: '../../etc/passwd.md' })
  })

  it('does not inflate a file that says to be too large', async () => {
    const [entry] = await readZip('bomb.zip', zipSync({ 'bomb.md': new Uint8Array(9 * 1024 * 1024) }))
    expect(entry).toEqual({ ok: false, path: 'bomb.md', reason: 'The file is larger than 8 MB.' })
  })

  it('stops when the files together are too large', async () => {
    const zip = zipSync(Object.fromEntries(['a.md', 'b.md', 'c.md'].map((path) => [path, new Uint8Array(400)])))
    const entries = await readZip('bomb.zip', zip, 1000)
    expect(entries.map(({ path, ok }) => [path, ok])).toEqual([
      ['a.md', true],
      ['b.md', true],
      ['c.md', false],
    ])
  })

  it('says that a damaged zip is damaged', async () => {
    expect(await readZip('x.zip', new Uint8Array([80, 75, 3, 4, 9, 9]))).toEqual([
      { ok: false, path: 'x.zip', reason: 'The zip is damaged.' },
    ])
  })
})

describe('readFiles', () => {
  it('refuses what is not UTF-8, and goes on', async () => {
    const results = await readAll([
      { path: 'binary.md', file: new File([new Uint8Array([0xff, 0xfe, 0x00])], 'binary.md') },
      { path: '.DS_Store', file: new File(['x'], '.DS_Store') },
      { path: 'b.md', file: new File(['# B'], 'b.md') },
    ])
    expect(results).toEqual([
      { ok: false, path: 'binary.md', reason: 'This is not UTF-8 text.' },
      { ok: true, path: 'b.md', content: '# B' },
    ])
  })
})
