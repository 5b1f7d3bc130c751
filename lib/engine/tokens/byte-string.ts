const NON_ASCII = /[^\0-\x7f]/
const utf8 = new TextEncoder()

/** The text's UTF-8 bytes, one per UTF-16 unit; a lone surrogate becomes U+FFFD, as everywhere in the web platform. */
export function toByteString(text: string): string {
  if (!NON_ASCII.test(text)) return text
  const bytes = utf8.encode(text)
  let result = ''
  for (let i = 0; i < bytes.length; i += 8192) result += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return result
}
