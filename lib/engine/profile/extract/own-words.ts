/** Stands for each UTF-16 unit that is not the person's own; no rule reads over it. */
export const NOT_OWN = '\uFFFC'

/** A longer message is mostly pasted: of it, the first and the last paragraph alone are read. */
const OWN_LENGTH = 4_000
/** A paragraph of a long message that is longer than this is pasted as well. */
const PARAGRAPH_LENGTH = 500

const QUOTES = [
  /`[^`\n]*`/g,
  /"[^"\n]*"/g,
  /“[^“”\n]*”/g,
  /„[^„“”\n]*[“”]/g,
  /«[^«»\n]*»/g,
  /(?<![\p{L}\p{N}])'[^'\n]{3,}'(?![\p{L}\p{N}])/gu,
]

/** Asks to work on a text: what follows the colon is that text. */
const WORK_ON =
  /(?:translat|summari[sz]|rewrit|rephras|proofread|review|correct(?!ion)|improv|analy[sz]|explain|übersetz|fass|korrigier|überarbeit|erklär|prüf|verbesser|tradui|résum|reformul|corrig|amélior|relis|traduc|resume (?:est|el|la|los)|reescrib|mejora|revisa|analiza)[^\n:]{0,120}:/iu

/**
 * The message with everything masked that is not the person's own words: code, quotes, quoted mail, and what was pasted.
 * As long as the message, so that offsets hold.
 */
export function ownWords(message: string): string {
  const straight = message.replaceAll('’', "'")
  const lines = maskLines(straight.length > OWN_LENGTH ? maskMiddle(straight) : straight)
  const unquoted = QUOTES.reduce((text, pattern) => text.replace(pattern, mask), lines)
  const work = WORK_ON.exec(unquoted)
  if (!work) return unquoted
  const end = work.index + work[0].length
  return unquoted.slice(0, end) + mask(unquoted.slice(end))
}

/** Whether anything of a masked text is left to be read. */
export const hasOwnWords = (masked: string): boolean => /[^\uFFFC\s]/.test(masked)

function mask(text: string): string {
  return text.replace(/[^\n]/g, NOT_OWN)
}

function maskLines(text: string): string {
  let fence = ''
  const lines = text.split('\n').map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (mark !== undefined && (fence === '' || fence === mark)) {
      fence = fence === '' ? mark : ''
      return mask(line)
    }
    return fence !== '' || /^(?: {0,3}>| {4}|\t)/.test(line) ? mask(line) : line
  })
  return lines.join('\n')
}

function maskMiddle(text: string): string {
  const breaks = [...text.matchAll(/\n[ \t]*\n/g)].map(({ index }) => index)
  const first = breaks[0] ?? text.length
  const last = breaks.at(-1) ?? 0
  const head = first <= PARAGRAPH_LENGTH ? first : 0
  const tail = last > head && text.length - last <= PARAGRAPH_LENGTH ? last : text.length
  return text.slice(0, head) + mask(text.slice(head, tail)) + text.slice(tail)
}
