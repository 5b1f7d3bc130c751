import { publicUrl } from '@/lib/env'
import { createSetupToken, isSetupTokenNeeded } from '@/lib/services/auth/secrets/setup-token'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'

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
