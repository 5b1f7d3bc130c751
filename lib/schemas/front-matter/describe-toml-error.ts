const QUOTE = 'Put a text in quotes.'

/** By words of the parser, which has no codes; the first that match. */
const BY_WORDS: readonly { words: RegExp; described: string }[] = [
  {
    words: /end of key|empty bare key|each key-value|incomplete key/,
    described: 'a line is no key with its value. Write each as key = value on a line of its own.',
  },
  {
    words: /character in key/,
    described:
      'what stands before “=” is no key. Write key = value, with “=” and not a colon, and a key of several words in quotes.',
  },
  { words: /nested/, described: 'values are nested too deeply. Write them flatter.' },
  { words: /redefine/, described: 'a key or table is there twice. Keep one of them.' },
  { words: /unsafe property/, described: 'a key has a name that is not taken. Call it something else.' },
  {
    words: /comma or end of structure/,
    described: 'a comma or the closing bracket is missing between two values. Put it there.',
  },
  { words: /unfinished table|end of table array/, described: 'a “{” or “[” of a table is not closed. Close it.' },
  { words: /unfinished array/, described: 'a “[” is not closed. Close it with “]”.' },
  { words: /unfinished string/, described: 'a text is not closed by its quote on the same line. Close it.' },
  {
    words: /control characters/,
    described: 'a control character stands where only text may. Take it away, or write it as \\u and its four digits.',
  },
  {
    words: /escape/,
    described:
      'a backslash in double quotes stands before a letter that has no meaning there. Write “\\\\” for a backslash, or put the text in single quotes.',
  },
  { words: /leading zero/, described: `a number begins with 0. ${QUOTE}` },
  { words: /underscore|numeric/, described: `a number has a character that it may not have. ${QUOTE}` },
  { words: /losslessly/, described: `a number is too large. ${QUOTE}` },
  { words: /invalid date/, described: 'a date or time is none that exists. Write it as 2026-01-31.' },
  {
    words: /invalid value/,
    described: `a value is no text in quotes, number, date, list, true or false. ${QUOTE}`,
  },
]

/** What is wrong with TOML and what to do about it, in words that go behind the place. */
export function describeTomlError(message: string): string {
  return BY_WORDS.find(({ words }) => words.test(message))?.described ?? 'it is no valid TOML'
}
