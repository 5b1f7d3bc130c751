import { isGermanicOccupation } from './occupations'
import { type FactRule, type RuleLanguage, rulesOf } from './rule'

const NOW = '(?:übrigens |derzeit |zurzeit |momentan |aktuell |jetzt |beruflich |selbst |hier )?'
/** After “seit 2015”, “derzeit” and the like the verb stands first. */
const BIN = `(?:ich bin|bin ich) ${NOW}`
const ARBEITE = `(?:ich )?arbeite (?:ich )?${NOW}`
/** Said with please, and named: no “keine Eile”. */
const UNWANTED = '(?!mehr |sorge|eile|hektik|panik|angst|umstände)'
const OFTEN = '(?:immer |meist |meistens |hauptsächlich |normalerweise |gerade |zurzeit |nur )?'

const { rule, inferred } = rulesOf('de')

const RULES: FactRule[] = [
  rule('name-heiße', 'name', 'name', `ich heiße ${NOW}(?<value>.+)`),
  rule('name-ist', 'name', 'statedName', 'mein (?:vor)?name ist (?<value>.+)'),
  rule('name-nennen', 'name', 'name', '(?:du kannst|sie können) mich (?<value>.+?) nennen'),
  rule('name-nenn', 'name', 'name', '(?:bitte )?nenne? mich (?<value>.+)'),
  rule('team-im', 'team', 'team', 'ich (?:bin|arbeite) im (?<value>team .+)'),
  rule(
    'learning-neu',
    'learning',
    'thing',
    '(?:ich )?bin (?:noch |ganz |völlig |eher |ziemlich |blutige[r]? )?(?:neu in|anfänger(?:in)? (?:in|bei|mit)) (?<value>.+)',
  ),
  rule('expertise-experte', 'expertise', 'thing', 'ich bin expert(?:e|in) (?:für|in) (?<value>.+)'),
  rule('timezone-in', 'timezone', 'timezone', 'ich bin in der zeitzone (?<value>.+)'),
  rule('timezone-ist', 'timezone', 'timezone', 'meine zeitzone ist (?<value>.+)'),
  rule('location-gezogen', 'location', 'place', 'ich bin (?:gerade |kürzlich )?nach (?<value>.+?) (?:um)?gezogen'),
  rule('role-beruf', 'role', 'occupation', `${BIN}von beruf (?<value>.+)`),
  rule('role-bin', 'role', 'occupation', `${BIN}(?:eine? )?(?<value>.+)`),
  rule('role-gefragt', 'role', 'occupation', '(?:du sprichst|sie sprechen) mit eine[rm]? (?<value>.+)'),
  rule('role-als', 'role', 'occupation', `${ARBEITE}als (?<value>.+)`),
  rule('company', 'company', 'organisation', `${ARBEITE}(?:bei|für) (?<value>.+)`),
  rule(
    'location-wohne',
    'location',
    'place',
    `(?:ich )?(?:wohne|lebe) (?:ich )?(?:${NOW}|seit [\\p{L}\\p{N} ]{2,20}? )in (?<value>.+)`,
  ),
  rule('location-sitzen', 'location', 'place', `(?:wir sitzen|ich sitze) ${NOW}in (?<value>.+)`),
  rule('location-aus', 'location', 'place', '(?:ich )?(?:komme|bin) aus (?<value>.+)'),
  rule(
    'language-antworte',
    'language',
    'language',
    '(?:bitte )?(?:antworte|schreibe?)(?: mir)?(?: bitte)?(?: immer)?(?: bitte)? auf (?<value>.+)',
  ),
  rule('language-mutter', 'language', 'language', 'meine muttersprache ist (?<value>.+)'),
  inferred('language-spreche', 'language', 'language', 'ich spreche (?<value>.+)'),
  rule('preference-last', 'preference', 'preference', 'ich (?<value>.+) bevorzuge'),
  rule('preference', 'preference', 'preference', 'ich (?:bevorzuge|mag lieber) (?<value>.+)'),
  rule('preference-lieblings', 'preference', 'preference', 'meine? lieblings(?<topic>\\p{L}{2,30}) ist (?<value>.+)'),
  rule(
    'preference-bevorzugt',
    'preference',
    'preference',
    'meine? bevorzugte[rsn]? (?<topic>\\p{L}{2,30}) ist (?<value>.+)',
  ),
  rule('preference-lieber', 'preference', 'preference', 'mir (?:ist|sind) (?<value>.+?) lieber(?: als .+)?'),
  rule('avoid-bitte', 'avoids', 'dislike', `bitte keine[nrsm]? ${UNWANTED}(?<value>[\\p{L}\\p{N} -]{2,40})`),
  rule('avoid-keine', 'avoids', 'dislike', `keine[nrsm]? ${UNWANTED}(?<value>[\\p{L}\\p{N} -]{2,40}?),? bitte`),
  rule('avoid-mag', 'avoids', 'dislike', '(?:ich )?mag keine[nrsm]? (?<value>.+)'),
  rule('avoid-hasse', 'avoids', 'dislike', 'ich (?:hasse|vermeide) (?<value>.+)'),
  rule(
    'avoid-verwende',
    'avoids',
    'dislike',
    '(?:bitte )?(?:verwende|benutze|nutze) (?:bitte )?(?:nie |niemals )?keine[nrsm]? (?<value>.+)',
  ),
  rule(
    'expertise-kenne',
    'expertise',
    'thing',
    'ich kenne mich (?:sehr |recht |ziemlich )?(?:gut )?mit (?<value>.+?)(?: sehr| recht)?(?: gut)? aus',
  ),
  rule('expertise-jahre', 'expertise', 'thing', 'ich habe [\\p{L}\\p{N}]+ jahre erfahrung (?:mit|in) (?<value>.+)'),
  rule('learning-lerne', 'learning', 'thing', 'ich lerne (?:gerade |zurzeit )?(?<value>.+)'),
  rule('learning-nie', 'learning', 'thing', 'ich habe noch nie mit (?<value>.+?) gearbeitet'),
  rule('learning-keine', 'learning', 'thing', 'ich habe (?:noch )?keine erfahrung (?:mit|in) (?<value>.+)'),
  inferred('uses', 'uses', 'thing', `(?:ich|wir) (?:benutzen?|verwenden?|nutzen?) ${OFTEN}(?<value>.+)`),
  inferred(
    'project-arbeite',
    'project',
    'project',
    '(?:ich arbeite|wir arbeiten) (?:gerade |zurzeit )?an (?<value>eine[rmn]? .+|meine[rmn]? .+|der .+|dem .+)',
  ),
  inferred(
    'project-baue',
    'project',
    'project',
    '(?:ich baue|ich entwickle|wir bauen|wir entwickeln) (?:gerade |zurzeit )?(?<value>eine?[nrms]? .+)',
  ),
  rule('name-bin', 'name', 'name', 'ich bin (?<value>.+)'),
]

export const GERMAN: RuleLanguage = {
  code: 'de',
  opener:
    /^(?:hallo|hi|hey|moin|servus|guten (?:tag|morgen|abend)|seit (?:\p{N}{4}|[\p{L}\p{N}]{1,12} (?:jahr|monat|woche)\p{L}{0,3})|derzeit|zurzeit|momentan|aktuell|beruflich|hauptberuflich|danke|übrigens|also|und|aber|eigentlich|korrektur|merk(?:e)? dir,? dass|bitte merk(?:e)? dir,? dass|zur info|nur so nebenbei)(?:[,:!]\s*|\s+)/iu,
  unreal:
    /(?<!\p{L})(?:wenn|falls|angenommen|nehmen wir an|stell dir vor|würde|wäre|hätte|könnte|möchte|vielleicht|früher|sagte?|schreibt|schrieb|meinte?|behauptet)(?!\p{L})/iu,
  question:
    /^(?:was|wer|wessen|wo|wann|warum|wieso|weshalb|wie|welche[rsnm]?|bin ich|heiße ich|arbeite ich|wohne ich|kann|können|soll|sollte|darf|ist|sind|hat|habe ich)(?!\p{L})|\?$/iu,
  clauseBreak:
    /(?:,)?\s+(?:und|aber|denn)\s+(?=(?:ich|mein|meine|wir|arbeite|wohne|lebe|komme)(?!\p{L}))|,\s+(?=(?:ich|mein|meine|wir)(?!\p{L}))/iu,
  tails: [
    { key: 'company', reading: 'organisation', pattern: / bei (?<value>.+)$/iu },
    { key: 'location', reading: 'place', pattern: / (?:aus|in) (?<value>\p{Lu}.+)$/u },
    { key: 'role', reading: 'occupation', pattern: / als (?<value>.+)$/iu },
  ],
  ends: [
    /,? (?:bitte|jetzt|auch|übrigens|zurzeit|momentan)(?!\p{L}).*$/iu,
    /,? nicht .*$/iu,
    /, (?:also|deshalb|daher|weil)(?!\p{L}).*$/iu,
    /, \p{L}+ (?:reichen|reicht|genügen|genügt)$/iu,
    / (?:in|bei|an) eine[rm] .*$/iu,
    / und (?:ich|habe|brauche|möchte)(?!\p{L}).*$/iu,
    / (?:auf|für|in) (?:meine[nmrs]?|unsere[nmrs]?|diese[nmrs]?|alles|alle)(?!\p{L}).*$/iu,
  ],
  pointer:
    /^(?:es|das(?: (?:nicht|hier|so)|$)|dies|dieses|diese|den|ihn|sie|dich|dein|deine|nicht|so|kein|keine|mir|gerade|gleich|auf|hier|alles|nichts|etwas)(?!\p{L})/iu,
  article: /^(?:eine[rnms]?|ein|der|die|das|dem|den|meine[rnms]?|mein)\s+/iu,
  afterName: /^(?:$|,| (?:und|aus|oder|bitte|-|–)(?!\p{L}))/u,
  over: ['als'],
  isOccupation: isGermanicOccupation,
  rules: RULES,
}
