const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu

/** How much of an answer there is: “1 word”, “63 words”. Of scripts without spaces every character counts. */
export function countWords(text: string): string {
  const words = text.match(WORD)?.length ?? 0
  return words === 1 ? '1 word' : `${words.toLocaleString('en')} words`
}
