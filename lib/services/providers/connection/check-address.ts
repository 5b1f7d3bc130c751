import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { ProviderRow } from '@/lib/indexing/providers/to-provider'
import { BlockedAddressError, checkUrl } from '@/lib/models/fetch/guarded-fetch'

function refuseField(field: string, problem: string): never {
  throw new AppError('VALIDATION', problem, { fields: { [field]: problem } })
}

/** @throws AppError VALIDATION for an address that models are never reached at. */
export function checkAddress(baseUrl: string | null): void {
  if (baseUrl === null) return
  try {
    const url = checkUrl(baseUrl, env.LOADOUT_ALLOWED_HOSTS)
    // what is asked for is put behind it
    if (url.search || url.hash || /[?#]/.test(baseUrl))
      refuseField('baseUrl', 'The address must not have a “?” or a “#” in it.')
  } catch (error) {
    if (error instanceof BlockedAddressError) refuseField('baseUrl', error.message)
    throw error
  }
}

/** A stored key never goes to another server than the one it was entered for. @throws AppError VALIDATION */
export function refuseKeyElsewhere(
  current: Pick<ProviderRow, 'kind' | 'baseUrl'>,
  { kind, baseUrl }: { kind: string; baseUrl: string | null },
): void {
  const originOf = (url: string | null) => (url === null ? null : new URL(url).origin)
  if (current.kind === kind && originOf(current.baseUrl) === originOf(baseUrl)) return
  refuseField('apiKey', 'The address has changed: enter the key again, it was for another server.')
}
