import { AppError } from '@/lib/errors'
import type { Lockfile } from '@/lib/schemas/releases/lockfile'

/** A release without modules answers from nothing, and is most likely a file that was cut short. @throws AppError VALIDATION */
export function refuseEmpty({ modules }: Pick<Lockfile, 'modules'>): void {
  if (modules.length > 0) return
  const problem = 'names no module, so no release can be made of it. Export one of a release that holds modules.'
  throw new AppError('VALIDATION', `The lockfile ${problem}`, { fields: { 'lockfile.modules': problem } })
}
