/** What a form of another part of speech counts beside the word itself, which stays the better match. */
export const DERIVED_SHARE = 0.7

/** Shorter words are mostly something else (letters). */
const SHORTEST = 6

/** Behind these German puts an e before the t: “befristet”, “gerechnet”. */
const TAKES_E = /[dt]$|(?:ch|[^aeiouyäöülrhmn])[mn]$/
/** Verbs with these have no ge- in their participle: “befristet”, “verlängert”, “reduziert”. */
const TAKES_NO_GE = /^(?:be|ge|er|ver|zer|ent|emp|miss)|ier$/

/** Of the stem of a German verb: “kündigt”, “gekündigt”. */
function participlesOf(stem: string): string[] {
  const finite = stem + (TAKES_E.test(stem) ? 'et' : 't')
  return TAKES_NO_GE.test(stem) ? [finite] : [finite, `ge${finite}`]
}

/**
 * Forms of a word in another part of speech that its stem does not reach, by language. German says with a noun what another
 * text says with a verb or its participle, and the stemmer keeps these apart: “Befristung” and “befristet”, “Kündigung” and
 * “gekündigt”. Some are none; nobody writes them. (Derivational conflation, as in Braschler, Ripplinger, “How effective is
 * stemming and decompounding for German text retrieval?”, 2004.)
 */
const DERIVATIONS: Record<string, (word: string) => string[]> = {
  de: (word) => {
    const noun = /^(.{3,})ung(?:en)?$/.exec(word)?.[1]
    if (noun !== undefined) return participlesOf(noun)
    // with the endings of an adjective: “befristete”, “gekündigten”
    const [, prefix, stem] = /^(ge(?=.{5}))?(.{3,}?)e?t(?:e[mnrs]?)?$/.exec(word) ?? []
    if (stem !== undefined) return prefix === undefined ? [`${stem}ung`] : [`${stem}ung`, `ge${stem}ung`]
    const verb = /^(.{3,}?)e?n$/.exec(word)?.[1]
    return verb === undefined ? [] : participlesOf(verb)
  },
}

/**
 * What a word may be in another part of speech, without what its stem reaches.
 *
 * @param word lowercase
 * @param language BCP 47 primary subtag
 */
export function derivationsOf(word: string, language: string): string[] {
  if (word.length < SHORTEST || !Object.hasOwn(DERIVATIONS, language) || !/^\p{Script=Latin}+$/u.test(word)) return []
  return DERIVATIONS[language]!(word)
}
