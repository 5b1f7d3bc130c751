/** What stays of data at its ends (UTF-16 units), so that what was left out has a place. */
const KEPT_HEAD = 8
const KEPT_TAIL = 2

/** In one piece: an address, or so long that it is nothing else. */
const WHOLE = /(?<=;base64,)[\w+/=-]{100,}|(?<![\w+/-])[\w+/-]{400,}={0,2}/g

/**
 * Four lines or more of 60–399 characters, as keys, certificates and mail have them (64 or 76): lines of the text,
 * in quotes or in code, strings that are put together, or written as `\n` in one string.
 */
const LINE = '[A-Za-z0-9+/]{60,399}'
const BREAK = String.raw`(?:(?:(?:\\r)?\\n)?["'${'`'}]?[ \t]{0,4}[+,\\]?\r?\n[ \t>]{0,40}["'${'`'}]?|(?:\\r)?\\n)`
const WRAPPED = new RegExp(
  `(?<![\\w+/])${LINE}(?:${BREAK}${LINE}){2,}${BREAK}[A-Za-z0-9+/]{1,399}={0,2}(?![\\w+/])`,
  'g',
)

/** Where the inside of base64 data stands: ranges of a text, which may overlap. */
export function findBase64(text: string): { start: number; end: number }[] {
  return [WHOLE, WRAPPED].flatMap((pattern) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: data, index }) => {
      // a long name or path has not all of them
      if (!/[a-z]/.test(data) || !/[A-Z]/.test(data) || !/\d/.test(data)) return []
      return [{ start: index + KEPT_HEAD, end: index + data.length - KEPT_TAIL }]
    }),
  )
}
