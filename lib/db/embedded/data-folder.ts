import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { StartError } from './start-error'

/** Longest unix socket path that every platform accepts (macOS: 104 bytes with the terminator). */
const MAX_SOCKET_PATH_BYTES = 100

/** The name that Postgres clients look for in the folder that they are given as host. */
const SOCKET_NAME = '.s.PGSQL.5432'

/** Creates the data folder, readable by its owner alone, and makes sure that it can be written. */
export function prepareDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new StartError(
      `No permission to write the data folder ${folder} (${code}): fix its owner or set LOADOUT_DATA_DIR to another folder.`,
    )
  }
}

/** Where the embedded database listens: inside the data folder, or in a short private one when the path is too long. */
export function socketPathOf(folder: string): string {
  const inside = join(folder, SOCKET_NAME)
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES) return inside
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return join(privateTemporaryFolder(`loadout-${userInfo().uid}-${id}`), SOCKET_NAME)
}

function privateTemporaryFolder(name: string): string {
  const short = Buffer.byteLength(tmpdir()) <= 40 ? tmpdir() : '/tmp'
  const folder = join(short, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== userInfo().uid || (stat.mode & 0o077) !== 0)
    throw new StartError(`${folder} belongs to somebody else: remove it, or set LOADOUT_DATA_DIR to a shorter path.`)
  return folder
}
