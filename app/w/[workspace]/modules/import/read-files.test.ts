import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readFiles } from './read-files'

async function readAll(files: { path: string; file: File }[]) {
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
      '../up.md': strToU8('x'),
    })
    expect(await readAll([fileOf('docs.zip', new Uint8Array(zip))])).toEqual([
      { ok: true, path: 'docs/a.md', content: '# A' },
      { ok: false, path: '../up.md', reason: 'The path leads out of its folder.' },
    ])
  })

  it('takes what is larger than one request', { timeout: 120_000 }, async () => {
    const large = strToU8('a'.repeat(4_000_000))
    const zip = zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.md`, large])))
    const files = readFiles([fileOf('large.zip', new Uint8Array(zip))])
    expect((await files.next()).value).toMatchObject({ ok: true, path: '0.md' })
    const rest = []
    for await (const file of files) rest.push(file.ok)
    expect(rest).toEqual(Array.from({ length: 19 }, () => true))
  })

  it('says that a damaged zip is damaged', async () => {
    const [file] = await readAll([fileOf('x.zip', new Uint8Array([80, 75, 3, 4, 9, 9]))])
    expect(file).toMatchObject({ ok: false, path: 'x.zip', reason: expect.stringContaining('damaged') })
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
      { ok: false, path: 'binary.md', reason: 'The file is not valid UTF-16LE text.' },
      { ok: true, path: 'b.md', content: '# B' },
    ])
  })
})
