import { z } from 'zod'
import { LIMITS } from './limits'

/** A text in which something can be read. `blankMessage` names what is missing. */
export function nonBlankText(maxLength: number, blankMessage = 'This cannot be empty.') {
  return z
    .string()
    .max(maxLength)
    .refine((text) => text.trim() !== '', blankMessage)
}

/** An id that a caller may name a row by. */
export function idText() {
  return z
    .string()
    .min(1)
    .max(LIMITS.idLength)
    .regex(/^[^\s\p{Cc}]+$/u, 'Spaces and control characters are not allowed.')
}
