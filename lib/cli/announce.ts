import { env } from '@/lib/env'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { createSetupToken, isSetupTokenNeeded } from '@/lib/services/setup/setup-token'

/** Where people find this server. */
export function publicUrl(): string {
  if (env.LOADOUT_URL) return env.LOADOUT_URL.replace(/\/$/, '')
  const isAnyHost = env.HOST === '0.0.0.0' || env.HOST === '::'
  const host = isAnyHost || env.HOST === '127.0.0.1' || env.HOST === '::1' ? 'localhost' : env.HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}`
}

/** What start prints once it is ready. */
export async function announce(): Promise<string[]> {
  const lines = [`Loadout is ready: ${publicUrl()}`]
  if (await isSetupOpen()) {
    const isTokenNeeded = isSetupTokenNeeded(new URL(publicUrl()).host)
    const token = isTokenNeeded ? `?token=${await createSetupToken()}` : ''
    lines.push(`Create the owner account: ${publicUrl()}/setup${token}`)
  }
  return lines
}
