import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'

/** The number that a cursor is of; undefined for the first page. @throws AppError VALIDATION where it is no cursor */
export function readNumberCursor(cursor: string | undefined, most: number = LIMITS.integer): number | undefined {
  if (cursor === undefined) return undefined
  const number = /^\d{1,16}$/.test(cursor) ? Number(cursor) : Number.POSITIVE_INFINITY
  if (number <= most) return number
  throw unknownCursor()
}

/**
 * The id that a cursor is of, where ids begin as `newId` makes them; undefined for the first page. Any other text would be
 * taken for an id, and the rows behind it would be left out without a word.
 * @throws AppError VALIDATION where it is no cursor, or one of another list
 */
export function readIdCursor(cursor: string | undefined, prefix: string): string | undefined {
  if (cursor === undefined || cursor.startsWith(`${prefix}_`)) return cursor
  throw unknownCursor()
}

export function unknownCursor(): AppError {
  return new AppError('VALIDATION', 'The cursor is not one of a page before.', { fields: { cursor: 'unknown' } })
}
