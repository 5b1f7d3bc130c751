import { globSync, readFileSync } from 'node:fs'
import { afterEach, expect, it, vi } from 'vitest'
import { log, say } from './log'

afterEach(() => vi.restoreAllMocks())

const SECRETS = ['lo_abcdefgh1', 'sk-abcdefgh1', 'hunter2']
const TEXT = `lo_abcdefgh1 and sk-abcdefgh1 to postgres://loadout:hunter2@db`

it('writes no secret, wherever it stands', () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const cause = new Error(TEXT)
  log('error', 'a job failed', { why: TEXT, count: 2 }, new Error(TEXT, { cause }))
  log('warn', 'no error', {}, TEXT)
  say(`The worker ended: ${TEXT}.`)
  const text = written.mock.calls.join('')
  expect(text).toContain('[redacted]')
  for (const secret of SECRETS) expect(text).not.toContain(secret)
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toMatchObject({ message: 'a job failed', count: 2 })
})

it('is how everything below the surfaces writes to stderr', () => {
  const files = globSync('lib/{adapters,services,db,models}/**/*.ts').filter((file) => !/\.test\.|testing/.test(file))
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('process.stderr'))).toEqual([])
})
