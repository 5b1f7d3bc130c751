import { z } from 'zod'
import { toOneLine } from '@/lib/engine/text/to-one-line'
import { LIMITS } from '@/lib/schemas/limits'

/** Whether a text shows nothing: spaces, and letters that nobody sees, such as the Hangul filler. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text)
}

/** A text in which something can be read. `blankMessage` names what is missing. */
export function nonBlankText(maxLength: number, blankMessage = 'This cannot be empty.') {
  return z
    .string()
    .max(maxLength)
    .refine((text) => !isBlank(text), blankMessage)
}

/** A name or title in which something can be read, on one line. */
export function nameText(maxLength: number, blankMessage?: string) {
  return nonBlankText(maxLength, blankMessage).overwrite(toOneLine)
}

/** As `nameText`, measured without the spaces around it. */
export function trimmedText(maxLength: number) {
  return z
    .string()
    .overwrite(toOneLine)
    .min(1)
    .max(maxLength)
    .refine((text) => !isBlank(text), 'This cannot be empty.')
}

/** An id that a caller may name a row by. */
export function idText() {
  return z
    .string()
    .min(1)
    .max(LIMITS.idLength)
    .regex(/^[^\s\p{Cc}]+$/u, 'Spaces and control characters are not allowed.')
}
