import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { startEmbedded } from './start-embedded'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const HOLDER = fileURLToPath(new URL('./testing/hold-folder.fixture.ts', import.meta.url))
const IN_USE = /The data folder \S+ is in use by another Loadout: stop that one/

let folder: string
const holders: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadout-lock-'))
})
afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Another process that has the folder, as one whose database is still being opened: it listens nowhere. */
async function hold(): Promise<{ holder: ChildProcess; isHeld: boolean }> {
  const holder = spawn(process.execPath, ['--import', 'tsx', HOLDER, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  holders.push(holder)
  const [said] = await once(holder.stdout, 'data')
  return { holder, isHeld: String(said) === 'true\n' }
}

async function answers(database: Awaited<ReturnType<typeof startEmbedded>>): Promise<boolean> {
  const client = new Client(database.config)
  await client.connect()
  try {
    return (await client.query('SELECT 1 AS one')).rows[0].one === 1
  } finally {
    await client.end()
  }
}

it('a folder that another process has is left as it is, and is free once that one is killed', async () => {
  cpSync(inject('preparedFolder'), folder, { recursive: true })
  const before = readdirSync(folder, { recursive: true }).toSorted()
  const { holder, isHeld } = await hold()
  expect(isHeld).toBe(true)
  expect((await hold()).isHeld).toBe(false)
  await expect(startEmbedded(folder)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(IN_USE),
    isTransient: true,
  })
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(before)
  const ended = once(holder, 'exit')
  holder.kill('SIGKILL')
  await ended
  const database = await startEmbedded(folder)
  expect(await answers(database)).toBe(true)
  await database.stop()
})

it('of two that start at once on an empty folder one runs, and the other says that it is in use', async () => {
  const starts = await Promise.allSettled([startEmbedded(folder), startEmbedded(folder)])
  const running = starts.filter((start) => start.status === 'fulfilled').map(({ value }) => value)
  const refused = starts.filter((start) => start.status === 'rejected').map(({ reason }) => reason)
  expect(running).toHaveLength(1)
  expect(refused).toEqual([expect.objectContaining({ message: expect.stringMatching(IN_USE) })])
  expect(await answers(running[0]!)).toBe(true)
  await running[0]?.stop()
})
