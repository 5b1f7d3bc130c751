import { IDENTIFIER, isProductName } from './find-identifiers'

const MAX_ENTITIES = 32
const CAPITALIZED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*(?:[-+#.]?[\p{L}\p{N}]+)*(?:[ \t]+\p{Lu}[\p{L}\p{N}]*)*/gu
const QUOTED = /["“«]([^"”»]{1,80})["”»]|`([^`]{1,80})`/g
/** What stands before the first word of a sentence, looked for in so many UTF-16 units before it. */
const FIRST = /[.!?:]\s+$/
const FIRST_OF_ALL = /(?:^[\s¿¡"'(]*|[.!?:]\s+)$/
const REACH = 50
/** Capitals that are no names. */
const NO_NAMES = /^(?:I|OK|Error|HTTP|NOT|Hi|Thanks|\p{Lu})$/u

/**
 * Names: what is quoted, and capitalized words but the first of a sentence (which counts when it has another capital or
 * a digit, as `PostgreSQL`, or when it stands in the middle of the query again). In German every noun is capitalized, so
 * only such words count.
 */
export function findEntities(query: string, language: string): string[] {
  const prose = query.replace(IDENTIFIER, (found) => (isProductName(found) ? found : ' '.repeat(found.length)))
  const quoted = Array.from(query.matchAll(QUOTED), ([, double, code]) => double ?? code ?? '')
  const names = Array.from(prose.matchAll(CAPITALIZED)).flatMap(({ 0: name, index }) => {
    const before = prose.slice(Math.max(0, index - REACH), index)
    const isFirst = (index <= REACH ? FIRST_OF_ALL : FIRST).test(before)
    const words = isFirst || language === 'de' ? name.split(/\s+/) : [name]
    return words.filter((word, i) => ((isFirst && i === 0) || language === 'de' ? isMarkedName(word) : true))
  })
  const kept = [...quoted, ...names].map((name) => name.trim()).filter((name) => name !== '' && !NO_NAMES.test(name))
  return [...new Set(kept)].slice(0, MAX_ENTITIES)
}

function isMarkedName(word: string): boolean {
  return /^\p{Lu}[^-]*[\p{Lu}\p{N}]/u.test(word)
}
