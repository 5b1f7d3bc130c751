import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { readZip } from './read-zip'
import { ZipWriter } from './zip-writer'

const TEXTS = {
  'a/wells.md': '# Wells\n\nThey are deep.\n',
  'größe/文書.md': 'Text of 文書.\n',
  'empty.md': '',
  'long.md': 'The water rises. '.repeat(10_000),
}

function write(texts: Record<string, string>): Buffer {
  const zip = new ZipWriter()
  const files = Object.entries(texts).flatMap(([path, text]) => {
    const bytes = Buffer.from(text)
    const deflated = new Uint8Array(deflateRawSync(bytes))
    return zip.add({ path, size: bytes.length, crc: crc32(bytes), deflated })
  })
  return Buffer.concat([...files, ...zip.end()])
}

it('writes what readers of zips read, and the same bytes for the same files', () => {
  const bytes = write(TEXTS)
  const entries = readZip(bytes, { remaining: Number.POSITIVE_INFINITY }) as { path: string; bytes: Uint8Array }[]
  expect(Object.fromEntries(entries.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]))).toEqual(TEXTS)
  const others = Object.entries(unzipSync(bytes)).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])
  expect(Object.fromEntries(others)).toEqual(TEXTS)
  expect(write(TEXTS).equals(bytes)).toBe(true)
})

it('passes the check of another program', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-zip-'))
  try {
    const path = join(folder, 'all.zip')
    writeFileSync(path, write(TEXTS))
    const check = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))'
    let told = ''
    try {
      told = execFileSync('python3', ['-c', check, path]).toString().trim()
    } catch {
      skip('there is no Python here')
    }
    expect(told).toBe('None 4')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('gives the directory of many files in parts', () => {
  const zip = new ZipWriter()
  const deflated = new Uint8Array(deflateRawSync('x'))
  const files = Array.from({ length: 12_000 }, (_, i) => ({
    path: `folder/m-${i}.md`,
    size: 1,
    crc: crc32('x'),
    deflated,
  }))
  const parts = files.flatMap((file) => zip.add(file))
  const directory = [...zip.end()]
  expect(directory.length).toBeGreaterThan(20)
  expect(Math.max(...directory.map(({ length }) => length))).toBeLessThan(64_000)
  expect(Object.keys(unzipSync(Buffer.concat([...parts, ...directory])))).toHaveLength(files.length)
})
