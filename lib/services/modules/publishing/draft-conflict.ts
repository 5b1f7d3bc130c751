import { AppError } from '@/lib/errors'
import type { DraftConflict } from '@/lib/schemas/modules/module'

export function draftConflict(id: string, conflict: DraftConflict): AppError {
  return new AppError('CONFLICT', `Somebody changed “${id}” meanwhile. Nothing was overwritten: compare both texts.`, {
    entity: 'module',
    id,
    ...conflict,
  })
}
