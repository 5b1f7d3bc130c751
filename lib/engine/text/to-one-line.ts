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
