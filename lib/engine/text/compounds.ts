/** Languages that write compounds as one word, with the letter that may join its parts. */
const COMPOUNDING = new Set(['da', 'de', 'nl', 'no', 'sv'])

/** A German word whatever the text around it is, which may be too short to tell: `Haftpflichtversicherung`. */
const GERMAN = /ß|.{8}(?:ung|heit|keit|schaft)(?:en)?$|.{3}(?:ung|heit|keit|schaft|tät)s.{4}/

/** Shorter words are hardly compounds, longer ones hardly words; shorter parts are mostly endings (letters). */
const SHORTEST_COMPOUND = 9
const LONGEST_COMPOUND = 40
const SHORTEST_HEAD = 4
const SHORTEST_START = 3
/** A first part that no s joins is a part of its own from here on: `Haft`. */
const SHORTEST_OWN_START = 4

/** What a part of a compound counts beside the compound itself, which stays the better match. */
export const PART_SHARE = 0.3

const WORD = /^\p{Script=Latin}+$/u
const VOWELS = 'aeiouyäöüåæøéèáàíóú'
const VOWEL = new RegExp(`[${VOWELS}]`)
/** What a word can begin with: a vowel after a vowel or after the s that joins parts, a consonant, or several of these. */
const BEGINNING = new RegExp(
  `^(?:schw|schl|schm|schn|schr|sch|spr|spl|str|skr|stj|skj|sk|sp|st|bl|br|ch|dr|dw|fj|fl|fr|gl|gr|hj|hv|kl|kn|kr|kv|kw|pf|ph|pl|pr|qu|sj|sl|sm|sn|sv|sw|th|tj|tr|tv|tw|vl|vr|wr|zw|[bdfghjklmnpqrstvwxz])(?=[${VOWELS}])`,
)
/** Endings of words, which no word begins with. */
const ENDING =
  /^(?:[bdfgklmnprstvz]?(?:ung|ungen|ungs|ern|eren|enden|ende|igen|iger|iges|liche?[rnms]?|ische?[rnms]?|keit(?:en)?|heit(?:en)?|schaft(?:en)?|tion(?:en)?|ierung(?:en)?|ieren|ingen|ningen|ningar|heten|ering(?:en)?|erna|arna|orna|ande|elsen?|heid|lijke?|baren?)|sten?|ster|chen|lein|tet(?:en)?)$/
/** What a word can end with: a vowel, or consonants that stand together there; `Haftpflicht` can end, `Haftp` cannot. */
const END = new RegExp(
  `[${VOWELS}](?:sch|ch[st]?|ck[st]?|[bcdfghjklmnpqrstvwxzß]|ff|ll|mm|nn|pp|rr|ss|tt|ft|gd|ht|h[lmnr]|kt|l[bdfgkmnpstz]|m[pst]|n[dfgkstz]|pf|ps|pt|r[bdfgklmnpstz]|rst|nst|ns?k|r?tz|s[kpt]|ts|xt)?$`,
)
/** Behind these a joining s ends the first part: `Kündigung|s|frist`, `Sicherheit|s|kopie`. */
const JOINED = /^(.{3,}?(?:ung|heit|keit|ion|tät|schaft|ling|tum|ing|het|heid|skap|teit))s(?=.{3})/
/** Behind these a part may begin with a vowel: `Rück|erstattung`, `Mit|arbeiter`. */
const PREFIX = /^(?:rück|nach|vor|weiter|wieder|mit|zwischen|haupt|neben|teil|voll|gesamt|selbst|fremd|über|unter)$/

/**
 * The parts that a word may be made of, without a dictionary: what a word could begin with, up to its end, and what comes
 * before that where a word can end so, or before a joining s; of what such an s joins, also what it ends with. Some are none ("wortung"); nobody asks for them. None in a language that writes compounds apart, but
 * for German words in it.
 *
 * @param word lowercase
 * @param language BCP 47 primary subtag
 */
export function partsOfCompound(word: string, language: string): string[] {
  if (
    word.length < SHORTEST_COMPOUND ||
    word.length > LONGEST_COMPOUND ||
    !(COMPOUNDING.has(language) || GERMAN.test(word)) ||
    !WORD.test(word)
  )
    return []
  const parts = new Set<string>()
  const joined = JOINED.exec(word)?.[1]
  if (joined !== undefined) parts.add(joined)
  for (let at = SHORTEST_START; at <= word.length - SHORTEST_HEAD; at++) {
    const head = word.slice(at)
    const start = word.slice(0, at)
    const isVowelFirst =
      VOWEL.test(head.charAt(0)) && (VOWEL.test(start.at(-1)!) || start.endsWith('s') || PREFIX.test(start))
    if (!VOWEL.test(start) || !(isVowelFirst || BEGINNING.test(head)) || ENDING.test(head)) continue
    parts.add(head)
    if (joined !== undefined && at + SHORTEST_HEAD <= joined.length) parts.add(joined.slice(at))
    if (start !== joined && at >= SHORTEST_OWN_START && !start.startsWith(`${joined}`) && END.test(start))
      parts.add(start)
  }
  return [...parts]
}
