import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'

/** Whether a text shows nothing: spaces, and letters that nobody sees, such as the Hangul filler. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text)
}

/** What ends lines or steers devices; a null is no text at all, and is refused as such. */
const CONTROL = /(?:(?!\0)[\p{Cc}\u2028\u2029])+/gu
/**
 * What nobody sees, and what makes a name read as another one: overrides of the direction of letters, soft hyphens, spaces
 * and joiners without width, annotations, and tags, which spell out what only machines read, but for those of a flag. What
 * shapes the letters beside it stays, such as the joiner of emoji and the non-joiner of Persian.
 */
const UNSEEN =
  /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,7}\u{e007f})|[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** A name as it is read: on one line, of letters that are seen, in the order they are written in. */
export function toOneLine(text: string): string {
  return text.replace(UNSEEN, '$1').replace(CONTROL, ' ').trim()
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
