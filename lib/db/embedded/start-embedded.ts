import type { PoolConfig } from 'pg'
import { keepRunning } from '../keep-running'
import { prepareDataFolder } from './data-folder'
import { refuseFullDisk } from './disk-space'
import { type EmbeddedProcess, spawnEmbedded } from './embedded-process'
import { defaultTransport, endpointOf, isListening, poolConfigOf } from './endpoint'
import { StartError } from './start-error'

export type EmbeddedDatabase = {
  config: PoolConfig
  /** Resolves when the process is gone and everything is on disk. */
  stop(): Promise<void>
  /** From now on, a process that does not answer for `deadlineMs` (60 s) is killed and started again. */
  watch(deadlineMs?: number): void
}

const DEADLINE_MS = 60_000

/**
 * Starts the embedded database as its own process, which ends with this one, and starts it again whenever it ends by
 * itself, at the same address. Statements that were under way then fail, and so do new ones until it runs again.
 * @throws StartError when the folder cannot be written, another process has it, the disk is full, or it does not open.
 */
export async function startEmbedded(
  dataDir: string,
  transport: 'socket' | 'tcp' = defaultTransport(),
): Promise<EmbeddedDatabase> {
  const folder = prepareDataFolder(dataDir)
  refuseFullDisk(folder)
  let child: EmbeddedProcess | undefined
  let deadlineMs: number | undefined
  let port: number | undefined
  const { config, stop } = await keepRunning('embedded database', async () => {
    child = spawnEmbedded(folder, transport, port)
    await child.ready
    if (deadlineMs !== undefined) child.watch(deadlineMs)
    const endpoint = endpointOf(folder, transport)
    if (!endpoint) throw new StartError(`The embedded database in ${folder} does not say where it listens.`)
    if (endpoint.kind === 'tcp') port = endpoint.port
    return { ...child, config: poolConfigOf(endpoint) }
  })
  const watch = (newDeadlineMs = DEADLINE_MS) => {
    deadlineMs = newDeadlineMs
    child?.watch(deadlineMs)
  }
  return { config, stop, watch }
}

/** True when a Loadout already serves this folder's database. */
export async function isEmbeddedRunning(dataDir: string): Promise<boolean> {
  const endpoint = endpointOf(prepareDataFolder(dataDir))
  return endpoint !== null && isListening(endpoint)
}
