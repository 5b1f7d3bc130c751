import { stemmerOf } from './stem'

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

/** German verbs that change their vowel, as grammars list them: infinitive, past tense, participle. No stemmer joins these. */
const STRONG_VERBS = [
  'beißen biss gebissen|biegen bog gebogen|bieten bot geboten|binden band gebunden|bleiben blieb geblieben|brechen brach gebrochen',
  'bringen brachte gebracht|fahren fuhr gefahren|fallen fiel gefallen|fangen fing gefangen|finden fand gefunden|fliegen flog geflogen',
  'fließen floss geflossen|frieren fror gefroren|geben gab gegeben|gehen ging gegangen|gießen goss gegossen|greifen griff gegriffen',
  'halten hielt gehalten|heben hob gehoben|helfen half geholfen|kommen kam gekommen|laden lud geladen|lassen ließ gelassen',
  'laufen lief gelaufen|leihen lieh geliehen|lesen las gelesen|liegen lag gelegen|messen maß gemessen|nehmen nahm genommen',
  'raten riet geraten|reißen riss gerissen|rufen rief gerufen|scheiden schied geschieden|schieben schob geschoben',
  'schlafen schlief geschlafen|schlagen schlug geschlagen|schließen schloss geschlossen|schneiden schnitt geschnitten',
  'schreiben schrieb geschrieben|sehen sah gesehen|sinken sank gesunken|sprechen sprach gesprochen|springen sprang gesprungen',
  'stehen stand gestanden|steigen stieg gestiegen|sterben starb gestorben|stoßen stieß gestoßen|tragen trug getragen',
  'treffen traf getroffen|treiben trieb getrieben|treten trat getreten|trinken trank getrunken|verlieren verlor verloren',
  'wachsen wuchs gewachsen|waschen wusch gewaschen|weisen wies gewiesen|wenden wandte gewandt|werben warb geworben',
  'werfen warf geworfen|ziehen zog gezogen|zwingen zwang gezwungen',
].join('|')

/** Prefixes of German verbs: the inseparable ones take the place of ge-, the separable ones stand before it. */
const INSEPARABLE = ['be', 'ent', 'er', 'ver', 'zer', 'wider', 'über', 'unter']
const SEPARABLE = 'ab an auf aus bei ein fest fort her hin los mit nach um vor weg zu zurück zusammen'.split(' ')

let formsByStem: Map<string, string[]> | undefined

/** The other forms of a strong verb. */
function strongFormsOf(word: string): string[] {
  const { stem } = stemmerOf('de')
  if (!formsByStem) {
    formsByStem = new Map()
    for (const paradigm of STRONG_VERBS.split('|').flatMap((verb) => withPrefixes(verb.split(' ')))) {
      for (const form of paradigm) {
        formsByStem.set(stem(form), [...new Set([...(formsByStem.get(stem(form)) ?? []), ...paradigm])])
      }
    }
  }
  return (formsByStem.get(stem(word)) ?? []).filter((form) => form !== word)
}

/** The verb, and those that prefixes make of it, also with “zu”: “erheben, erhob, erhoben”, “anrufen, anzurufen, angerufen”. */
function withPrefixes([infinitive = '', past = '', participle = '']: string[]): string[][] {
  return [
    [infinitive, past, participle],
    ...INSEPARABLE.map((prefix) => [
      prefix + infinitive,
      prefix + past,
      prefix + participle.replace(/^ge(?=.{4})/, ''),
    ]),
    ...SEPARABLE.map((prefix) => [prefix + infinitive, `${prefix}zu${infinitive}`, prefix + participle]),
  ]
}

/**
 * Forms of a word in another part of speech that its stem does not reach, and of strong verbs, by language. German says with a noun what another
 * text says with a verb or its participle, and the stemmer keeps these apart: “Befristung” and “befristet”, “Kündigung” and
 * “gekündigt”. Some are none; nobody writes them. (Derivational conflation, as in Braschler, Ripplinger, “How effective is
 * stemming and decompounding for German text retrieval?”, 2004.)
 */
const DERIVATIONS: Record<string, (word: string) => string[]> = {
  de: (word) => [...strongFormsOf(word), ...germanPartsOfSpeech(word)],
}

function germanPartsOfSpeech(word: string): string[] {
  const noun = /^(.{3,})ung(?:en)?$/.exec(word)?.[1]
  if (noun !== undefined) return participlesOf(noun)
  // with the endings of an adjective: “befristete”, “gekündigten”
  const [, prefix, stem] = /^(ge(?=.{5}))?(.{3,}?)e?t(?:e[mnrs]?)?$/.exec(word) ?? []
  if (stem !== undefined) return prefix === undefined ? [`${stem}ung`] : [`${stem}ung`, `ge${stem}ung`]
  const verb = /^(.{3,}?)e?n$/.exec(word)?.[1]
  return verb === undefined ? [] : participlesOf(verb)
}

/**
 * What a word may be in another part of speech, or as another form of a strong verb, without what its stem reaches.
 *
 * @param word lowercase
 * @param language BCP 47 primary subtag
 */
export function derivationsOf(word: string, language: string): string[] {
  if (word.length < SHORTEST || !Object.hasOwn(DERIVATIONS, language) || !/^\p{Script=Latin}+$/u.test(word)) return []
  return DERIVATIONS[language]!(word)
}
