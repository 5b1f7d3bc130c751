import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/env'
import { prepareDataFolder } from './embedded/data-folder'
import { StartError } from './embedded/start-error'

let root: string | undefined

/**
 * A 256-bit key for one purpose (hex), derived from the installation’s secret. With another LOADOUT_SECRET, or the data
 * folder's secret lost, everybody is signed out and stored provider keys cannot be read.
 */
export function deriveSecret(purpose: 'session' | 'encryption'): string {
  root ??= readInstallationSecret()
  return Buffer.from(hkdfSync('sha256', root, '', `loadout:${purpose}`, 32)).toString('hex')
}

/** @throws StartError when a shared database is used without LOADOUT_SECRET: its servers must agree on one. */
export function readInstallationSecret(): string {
  if (env.LOADOUT_SECRET) return env.LOADOUT_SECRET
  if (env.DATABASE_URL)
    throw new StartError(
      'With DATABASE_URL, LOADOUT_SECRET must be set too (at least 32 characters, the same for every server): try "openssl rand -hex 32".',
    )
  const file = join(prepareDataFolder(env.dataDir), 'secret')
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
