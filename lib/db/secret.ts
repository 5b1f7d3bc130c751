import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/env'
import { prepareDataFolder } from './embedded/data-folder'
import { INITIALIZED_FILE } from './embedded/initialized-file'
import { StartError } from './embedded/start-error'
import { createDurably } from './embedded/write-durably'

let root: string | undefined

/**
 * A 256-bit key for one purpose (hex), derived from the installation’s secret. With another LOADOUT_SECRET, or the data
 * folder's secret lost, everybody is signed out and stored provider keys cannot be read.
 */
export function deriveSecret(purpose: 'session' | 'encryption' | 'tombstone' | 'unsubscribe'): string {
  root ??= readInstallationSecret()
  return Buffer.from(hkdfSync('sha256', root, '', `loadout:${purpose}`, 32)).toString('hex')
}

/**
 * The root of all keys; made at the very first start.
 * @throws StartError when it is lost or damaged, or when a shared database is used without LOADOUT_SECRET: its servers
 * must agree on one.
 */
export function readInstallationSecret(): string {
  if (env.LOADOUT_SECRET) return env.LOADOUT_SECRET
  if (env.DATABASE_URL)
    throw new StartError(
      'With DATABASE_URL, LOADOUT_SECRET must be set too (at least 32 characters, the same for every server): try "openssl rand -hex 32".',
    )
  const folder = prepareDataFolder(env.dataDir)
  const file = join(folder, 'secret')
  if (!existsSync(file)) {
    if (existsSync(join(folder, INITIALIZED_FILE)))
      throw new StartError(`The secret of this installation, ${file}, is missing: ${whatToDo(file)}`)
    createDurably(file, randomBytes(32).toString('hex'))
  }
  const secret = read(file)
  if (!/^[0-9a-f]{64,}$/i.test(secret))
    throw new StartError(
      `The secret in ${file} is damaged (it needs 64 hexadecimal characters, and there are ${secret.length} characters): ${whatToDo(file)}`,
    )
  return secret
}

function read(file: string): string {
  try {
    chmodSync(file, 0o600)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // what a container mounts in place of a file that is not there
    if (code === 'EISDIR') throw new StartError(`The secret, ${file}, is a folder: remove it, and ${whatToDo(file)}`)
    throw new StartError(`The secret in ${file} cannot be read (${code}): make whoever starts Loadout its owner.`)
  }
}

const whatToDo = (file: string) =>
  `put a copy of it back. If there is none, make a new one with "openssl rand -hex 32 > ${file}"; everybody is then signed out, and the keys of providers have to be entered again.`
