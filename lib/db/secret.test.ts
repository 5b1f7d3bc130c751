import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let folder: string

/** As a server that has just been started reads it. */
async function read(): Promise<string> {
  vi.resetModules()
  const { readInstallationSecret } = await import('./secret')
  return readInstallationSecret()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadout-secret-'))
  vi.stubEnv('LOADOUT_DATA_DIR', folder)
  vi.stubEnv('LOADOUT_SECRET', '')
  vi.stubEnv('DATABASE_URL', '')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => vi.unstubAllEnvs())

describe('the secret in the data folder', () => {
  it('is made once, whole, for its owner alone, and leaves nothing beside it', async () => {
    const secret = await read()
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(await read()).toBe(secret)
    expect(readdirSync(folder)).toEqual(['secret'])
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['empty', ''],
    ['a line end', '\n'],
    ['cut', 'ab'.repeat(31)],
    ['zeros of a file system that lost it', '\0'.repeat(64)],
    ['not hexadecimal', 'z'.repeat(64)],
  ])('is refused when it is %s, and stays as it is', async (_, content) => {
    writeFileSync(join(folder, 'secret'), content)
    await expect(read()).rejects.toThrow(/The secret in \S+ is damaged .*: put a copy of it back/)
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(content)
  })

  it('is refused when a folder has its place', async () => {
    mkdirSync(join(folder, 'secret'))
    await expect(read()).rejects.toThrow(/^The secret, \S+, is a folder: remove it, and put a copy of it back/)
  })

  it('is refused when it cannot be read', async () => {
    symlinkSync('secret', join(folder, 'secret.loop'))
    symlinkSync('secret.loop', join(folder, 'secret'))
    await expect(read()).rejects.toThrow(
      /The secret \S+ \S+ cannot be read \(\w+\): make whoever starts Loadout its owner/,
    )
  })

  it('is not made anew for an installation that had one', async () => {
    writeFileSync(join(folder, 'initialized'), '')
    await expect(read()).rejects.toThrow(/The secret of this installation, \S+, is missing: put a copy of it back/)
    expect(readdirSync(folder)).toEqual(['initialized'])
  })

  it('is not disturbed by what an interrupted start left', async () => {
    writeFileSync(join(folder, `secret.${process.pid}.tmp`), 'abc')
    expect(await read()).toMatch(/^[0-9a-f]{64}$/)
    expect(readdirSync(folder)).toEqual(['secret'])
  })

  it('may be longer, and end with a line end', async () => {
    writeFileSync(join(folder, 'secret'), `${'0A'.repeat(40)}\n`)
    expect(await read()).toBe('0A'.repeat(40))
  })
})
