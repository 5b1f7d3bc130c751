import fc from 'fast-check'
import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../limits'
import { crc32 } from './crc32'
import { describeLeftOut } from './describe-left-out'
import { readZip, type ZipEntry } from './read-zip'
import { type EntryOptions, writeZip } from './write-zip.fixture'

const budget = () => ({ remaining: LIMITS.importInflatedBytes })
const read = (bytes: Uint8Array) => readZip(bytes, budget())
const textsOf = (entries: ZipEntry[] | { problem: string }) =>
  'problem' in entries
    ? entries.problem
    : entries.map((entry) => {
        if ('problem' in entry) return [entry.path, entry.problem]
        return 'bytes' in entry ? [entry.path, strFromU8(entry.bytes)] : ['left out', entry.leftOut.join()]
      })
const one = (entry: EntryOptions) => read(writeZip([{ path: 'good.md', text: 'good' }, entry]))

describe('readZip', () => {
  it('knows the checksum of the standard', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926)
  })

  it('gives back what was packed, whatever the tool: flags, descriptors, methods, bytes before and a comment after', () => {
    const entry = fc.record({
      text: fc.string({ unit: 'binary', maxLength: 40 }),
      isDeflated: fc.boolean(),
      hasDescriptor: fc.boolean(),
      isZip64: fc.boolean(),
      hasUtf8Flag: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), fc.nat(40), fc.nat(40), (entries, before, after) => {
        const files = entries.map((options, i) => ({ ...options, path: `ordnér/文書-${i}.md` }))
        const bytes = writeZip(files, { before, comment: 'x'.repeat(after) })
        expect(textsOf(read(bytes))).toEqual(files.map(({ path, text }) => [path, strFromU8(strToU8(text))]))
      }),
      { numRuns: 25 },
    )
  })

  it('never takes anything else from an archive that was cut or changed', () => {
    const files: Zippable = { 'a.md': strToU8('one text '.repeat(20)), 'b.md': [strToU8('another'), { level: 0 }] }
    const whole = zipSync(files)
    const texts = new Set(['one text '.repeat(20), 'another'])
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, isCut) => {
        const bytes = isCut ? whole.slice(0, at) : whole.slice()
        if (!isCut) bytes[at] = byte
        const entries = read(bytes)
        if (isCut) expect(entries).toHaveProperty('problem')
        if (Array.isArray(entries)) {
          for (const entry of entries) if ('bytes' in entry) expect(texts).toContain(strFromU8(entry.bytes))
        }
      }),
    )
  })

  it('says that an archive which ends in its second file is damaged', () => {
    const bytes = zipSync({ 'a.md': strToU8('a'), 'b.md': strToU8('b') })
    const second = Buffer.from(bytes).indexOf('PK\u0003\u0004', 4)
    expect(textsOf(read(bytes.slice(0, second + 10)))).toMatch(/damaged.*cut/)
  })

  it('reads what was filled up with zeros behind its end, and says that something else stands there', () => {
    const entry = fc.record({ text: fc.string({ maxLength: 40 }), isDeflated: fc.boolean(), isZip64: fc.boolean() })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), fc.nat(40), fc.nat(600), (entries, after, zeros) => {
        const files = entries.map((options, i) => ({ ...options, path: `${i}.md` }))
        const bytes = writeZip(files, { comment: 'x'.repeat(after) })
        const filled = new Uint8Array([...bytes, ...new Uint8Array(zeros)])
        expect(textsOf(read(filled))).toEqual(files.map(({ path, text }) => [path, text]))
        expect(textsOf(read(new Uint8Array([...filled, 10])))).toMatch(/something stands behind its end/)
      }),
      { numRuns: 25 },
    )
  })

  it('refuses a file whose content was changed, by name, and takes the others', () => {
    const bytes = writeZip([
      { path: 'good.md', text: 'good' },
      { path: 'bad.md', text: 'price: 10' },
    ])
    bytes[Buffer.from(bytes).indexOf('price: 10') + 7] = '9'.charCodeAt(0)
    expect(textsOf(read(bytes))).toEqual([
      ['good.md', 'good'],
      ['bad.md', expect.stringContaining('damaged')],
    ])
  })

  it('reads names without a mark as UTF-8 where they are, else as code page 437', () => {
    const names = [strToU8('größe/文.md'), new Uint8Array([...strToU8('gr'), 0x94, 0xe1, ...strToU8('e.md')])]
    const entries = read(writeZip(names.map((nameBytes) => ({ path: '', nameBytes, text: 'x' }))))
    expect(textsOf(entries)).toEqual([
      ['größe/文.md', 'x'],
      ['größe.md', 'x'],
    ])
    expect(entries).toMatchObject([{ isPathGuessed: false }, { isPathGuessed: true }])
  })

  it('takes only what its directory lists: neither deleted files nor what stands inside others', () => {
    const inner = writeZip([{ path: 'inner.md', text: 'inner' }])
    const bytes = writeZip([
      { path: 'deleted.md', text: 'deleted', isDeleted: true },
      { path: 'report.docx', bytes: inner, hasDescriptor: true },
      { path: 'text.md', text: 'begins PK\u0003\u0004 and PK\u0007\u0008 in words', hasDescriptor: true },
      { path: 'nested.zip', bytes: inner, hasDescriptor: true },
      { path: 'last.md', text: 'last' },
    ])
    expect(textsOf(read(bytes))).toEqual([
      ['text.md', 'begins PK\u0003\u0004 and PK\u0007\u0008 in words'],
      ['nested.zip', 'An archive inside an archive is not read: unpack the outer one, and import this one by itself.'],
      ['last.md', 'last'],
      ['left out', 'report.docx'],
    ])
  })

  it.each([
    ['encrypted', { flags: 1 }, /encrypted/],
    ['LZMA', { method: 14 }, /LZMA/],
    ['method 77', { method: 77 }, /method 77/],
    ['a link', { mode: 0xa1ff }, /symbolic link/],
    ['smaller than stated', { sizeBytes: 100 }, /damaged/],
    ['larger than stated', { sizeBytes: 2 }, /damaged/],
    ['in another place', { headerOffset: 9 }, /damaged/],
    ['beyond the end', { headerOffset: 0x7fffffff }, /damaged/],
  ])('names a file that is %s', (_, options, problem) => {
    const entries = one({ path: 'odd.md', text: 'some text', isDeflated: true, ...options })
    expect(textsOf(entries)).toEqual([
      ['good.md', 'good'],
      ['odd.md', expect.stringMatching(problem)],
    ])
  })

  it('refuses as a whole what inflates beyond the limit', () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.md`, new Uint8Array(400).fill(97)]))
    const limit = { remaining: 1_199 }
    expect(textsOf(readZip(zipSync(files), limit))).toMatch(/more than 64 MB.*nothing/)
    expect(limit).toEqual({ remaining: 1_199 })
    expect(readZip(zipSync(files), { remaining: 1_200 })).toHaveLength(3)
  })

  it('refuses more files than an import takes', () => {
    const files = Object.fromEntries(
      Array.from({ length: LIMITS.importFiles + 1 }, (_, i) => [`${i}.md`, strToU8('x')]),
    )
    expect(textsOf(read(zipSync(files, { level: 0 })))).toMatch(/more than 500 files to import/)
  })

  it('names what a skill loses', () => {
    const entries = read(
      zipSync({
        'pdf/SKILL.md': strToU8('# PDF'),
        'pdf/scripts/fill.py': strToU8('x'),
        'pdf/forms.md': strToU8('# Forms'),
        'other/a.png': strToU8('x'),
      }),
    )
    expect(entries).toMatchObject([
      { path: 'pdf/SKILL.md', leftOut: ['scripts/fill.py'] },
      { path: 'pdf/forms.md' },
      { leftOut: ['other/a.png'] },
    ])
  })

  it('takes the one folder of an archive for the root of a project, where files are right in it', () => {
    const pathsOf = (paths: string[]) => read(zipSync(Object.fromEntries(paths.map((path) => [path, strToU8('x')]))))
    const repository = ['repo-main/package.json', 'repo-main/AGENTS.md', 'repo-main/ui/CLAUDE.md', 'repo-main/a.md']
    expect(pathsOf(repository)).toMatchObject([
      { path: 'repo-main/./AGENTS.md' },
      { path: 'repo-main/./ui/CLAUDE.md' },
      { path: 'repo-main/a.md' },
      { leftOut: ['repo-main/package.json'] },
    ])
    expect(pathsOf(['packages/ui/AGENTS.md', 'packages/web/AGENTS.md'])).toMatchObject([
      { path: 'packages/ui/AGENTS.md' },
      { path: 'packages/web/AGENTS.md' },
    ])
    expect(pathsOf(['README.md', 'ui/AGENTS.md'])).toMatchObject([{ path: 'README.md' }, { path: 'ui/AGENTS.md' }])
  })

  it('says why a text file is left out that is no knowledge', () => {
    expect(describeLeftOut(['run.py']).message).toBe(
      'Left out, since only markdown and plain text are imported: run.py.',
    )
    expect(describeLeftOut(['run.py', 'LICENSE.txt']).message).toContain('no licenses and files for programs')
  })
})
