import { isRomanceOccupation } from './occupations'
import { type FactRule, type RuleLanguage, rulesOf } from './rule'

const NOW = '(?:actualmente |ahora |también |hoy )?'
const OFTEN = '(?:siempre |sobre todo |principalmente |normalmente |generalmente |actualmente |solo |sólo )?'
const VERY = '(?:muy |totalmente |completamente |todavía |aún |un |una )?'
const LIKED = 'favorit[oa]|preferid[oa]'
/** With what, in which field. */
const WITH = '(?:con|en|de) (?:el |la |los |las )?'
/** Wished away with please, and named: no “sin problema”. */
const UNWANTED = '(?!problemas?|duda|prisas?|embargo|más|miedo)'
/** Something to do is no thing that one prefers. */
const NO_VERB = '(?!(?:no |que )|\\p{L}{0,15}[aei]r(?:l[aeo]s?|me|te|se|nos)?(?: |$))'

const { rule, inferred, whole } = rulesOf('es')

const RULES: FactRule[] = [
  whole('role-como', 'role', 'occupation', 'como (?:una? )?(?<value>.{3,60}?), .+'),
  whole(
    'preference-para',
    'preference',
    'preference',
    `para (?:el |la |los |las )?(?<topic>[\\p{L} ]{2,30}?),? prefiero ${NO_VERB}(?<value>.+)`,
  ),
  rule('name-llamo', 'name', 'statedName', 'me llamo (?<value>.+)'),
  rule('name-es', 'name', 'name', 'mi nombre es (?<value>.+)'),
  rule(
    'name-llámame',
    'name',
    'name',
    '(?:llámame|puedes llamarme|puede llamarme|pueden llamarme|podéis llamarme|todos me llaman|todo el mundo me llama|me dicen) (?<value>.+)',
  ),
  rule(
    'learning-nuevo',
    'learning',
    'thing',
    `soy ${VERY}(?:nuev[oa]|principiante|novat[oa]) (?:con|en) (?:el |la |los |las )?(?<value>.+)`,
  ),
  rule('expertise-experto', 'expertise', 'thing', `soy ${VERY}(?:expert[oa]|especialista) ${WITH}(?<value>.+)`),
  rule('timezone-es', 'timezone', 'timezone', '(?:mi zona horaria|mi huso horario) es (?<value>.+)'),
  rule('timezone-en', 'timezone', 'timezone', 'estoy en (?:la zona horaria|el huso horario)(?: de)? (?<value>.+)'),
  rule('team', 'team', 'team', `(?:estoy|trabajo) ${NOW}en el (?<value>equipo .+)`),
  rule('team-parte', 'team', 'team', 'formo parte del (?<value>equipo .+)'),
  rule('role-soy', 'role', 'occupation', `soy ${NOW}(?:una? |el |la )?(?<value>.+)`),
  rule('role-trabajo', 'role', 'occupation', `trabajo ${NOW}(?:como|de) (?:una? )?(?<value>.+)`),
  rule(
    'role-profesión',
    'role',
    'occupation',
    '(?:mi profesión|mi oficio|mi puesto|mi trabajo|mi cargo) es (?:el de |la de )?(?:una? )?(?<value>.+)',
  ),
  rule('role-en-como', 'role', 'occupation', 'trabajo en [\\p{L}\\p{N} ]{2,40}? (?:como|de) (?:una? )?(?<value>.+)'),
  rule('company', 'company', 'organisation', `trabajo ${NOW}para (?<value>.+)`),
  rule('company-en', 'company', 'organisation', `trabajo ${NOW}en (?:el|la|los|las) (?<value>.+)`),
  rule(
    'location-vivo',
    'location',
    'place',
    `(?:vivo|resido|estamos (?:ubicad[oa]s|radicad[oa]s)|estoy (?:ubicad[oa]|radicad[oa])) ${NOW}en (?<value>.+)`,
  ),
  rule(
    'location-mudado',
    'location',
    'place',
    '(?:me he mudado|me mudé|acabo de mudarme|nos hemos mudado|nos mudamos) (?:recientemente |hace poco )?a (?<value>.+)',
  ),
  rule('location-de', 'location', 'place', '(?:soy|vengo) de (?<value>.+)'),
  rule(
    'language-responde',
    'language',
    'language',
    '(?:por favor,? )?(?:respóndeme|responde|respóndame|responda|contéstame|contesta|conteste|escríbeme|escribe|escriba|háblame|habla)(?: siempre)?(?: por favor)? en (?<value>\\p{L}+)(?:,? (?:siempre|por favor|ahora|desde ahora|a partir de ahora))*',
  ),
  rule(
    'language-materna',
    'language',
    'language',
    'mi (?:lengua|idioma) (?:materna|materno|nativa|nativo) es (?<value>.+)',
  ),
  inferred('language-hablo', 'language', 'language', 'hablo (?<value>.+)'),
  rule('preference', 'preference', 'preference', `prefiero ${NO_VERB}(?<value>.+)`),
  rule('preference-favorito', 'preference', 'preference', `mi (?<topic>[\\p{L} ]{2,30}?) (?:${LIKED}) es (?<value>.+)`),
  rule('avoid-gusta', 'avoids', 'dislike', 'no me gustan? (?:nada )?(?<value>(?:el |la |los |las |que ).+)'),
  rule('avoid-odio', 'avoids', 'dislike', '(?:odio|detesto|no soporto) (?<value>(?:el |la |los |las |que ).+)'),
  rule('avoid-uses', 'avoids', 'dislike', 'no (?:uses|utilices|emplees|use|utilice|escribas)(?: nunca)? (?<value>.+)'),
  rule('avoid-nunca', 'avoids', 'dislike', 'nunca (?:uso|utilizo|uses|utilices|escribo) (?<value>.+)'),
  rule(
    'avoid-evita',
    'avoids',
    'dislike',
    '(?:por favor,? )?(?:evita|evite|evitad) (?<value>(?:el |la |los |las |usar ).+)',
  ),
  rule('avoid-sin', 'avoids', 'dislike', `sin ${UNWANTED}(?<value>[\\p{L}\\p{N} -]{2,40}?),? por favor`),
  rule(
    'expertise-años',
    'expertise',
    'thing',
    `tengo (?:más de |unos )?[\\p{L}\\p{N}]+ años de experiencia (?:profesional )?${WITH}(?<value>.+)`,
  ),
  rule(
    'expertise-llevo',
    'expertise',
    'thing',
    `llevo (?:más de |unos )?[\\p{L}\\p{N}]+ años (?:trabajando|programando|desarrollando) (?:con|en) (?<value>.+)`,
  ),
  rule(
    'expertise-bien',
    'expertise',
    'thing',
    '(?:se me da (?:muy )?bien|domino (?:muy |bastante )?bien) (?<value>.+)',
  ),
  rule('expertise-mucho', 'expertise', 'thing', 'sé (?:mucho|bastante) (?:de|sobre) (?<value>.+)'),
  rule(
    'learning-aprendiendo',
    'learning',
    'thing',
    '(?:estoy aprendiendo|aprendo|he empezado a aprender|estoy empezando con) (?:a )?(?!(?:rápido|rápidamente|despacio|bien|de|que)(?!\\p{L}))(?<value>.+)',
  ),
  rule(
    'learning-nunca',
    'learning',
    'thing',
    '(?:nunca|jamás) he (?:trabajado con|usado|utilizado|programado en|tocado) (?<value>.+)',
  ),
  rule('learning-sin', 'learning', 'thing', `no tengo (?:ninguna )?experiencia ${WITH}(?<value>.+)`),
  rule('learning-conozco', 'learning', 'thing', 'no conozco (?!(?:a|el|la|los|las|ningún|ninguna) )(?<value>.+)'),
  inferred(
    'uses',
    'uses',
    'thing',
    `(?:uso|utilizo|usamos|utilizamos|estoy usando|estamos usando) ${OFTEN}(?!(?:una?|el|la|los|las) )(?<value>.+)`,
  ),
  inferred(
    'project',
    'project',
    'project',
    `(?:estoy|estamos) ${NOW}(?:trabajando en|desarrollando|construyendo|creando|programando) (?:una?|mi|nuestr[oa]) (?<value>.+)`,
  ),
  rule('name-soy', 'name', 'name', 'soy (?<value>.+)'),
]

export const SPANISH: RuleLanguage = {
  code: 'es',
  opener:
    /^¡?(?:hola|buenas(?: tardes| noches)?|buenos días|gracias|por cierto|bueno|pues|entonces|y|pero|en realidad|actualmente|a partir de ahora|para tu información|por favor|yo|(?:recuerda|recuerde|ten en cuenta|tenga en cuenta|apunta|anota|has de saber) que)(?:\s*[,:!]\s*|\s+)/iu,
  unreal:
    /(?<!\p{L})(?:si|imagin(?:a|e|emos|ad|ate)|imagínate|supón|supong(?:o|amos)|suponiendo|digamos|pongamos|quizás?|tal vez|ojalá|fuera|fuese|sería|estuviera|tuviera|viviera|trabajara|dice|dijo|dicen|escribió|afirma|cuenta que)(?!\p{L})/iu,
  question:
    /^[¡\s]*¿|\?$|^(?:qué|quién|quiénes|dónde|cuándo|cómo|cuál|cuáles|cuánt[oa]s?|por qué|puedes(?! llamarme)|podrías|sabes)(?!\p{L})/iu,
  clauseBreak:
    /,?\s+(?:y|pero|porque|así que)\s+(?=(?:soy|estoy|vivo|trabajo|uso|usamos|prefiero|tengo|hablo|me|mi|mis|no|nunca|yo)(?!\p{L}))|,\s+(?=(?:soy|estoy|vivo|trabajo|uso|prefiero|tengo|hablo|me|mi|mis|yo)(?!\p{L}))/iu,
  tails: [
    { key: 'company', reading: 'organisation', pattern: / (?:para|en (?:el|la)) (?<value>\p{Lu}.+)$/u },
    { key: 'location', reading: 'place', pattern: / de (?<value>\p{Lu}.+)$/u },
    { key: 'role', reading: 'occupation', pattern: / como (?:una? )?(?<value>.+)$/iu },
  ],
  ends: [
    /,? (?:por favor|ahora|también|actualmente|a partir de ahora|por cierto|en este momento)(?!\p{L}).*$/iu,
    /,? (?:desde|porque|así que|cuando|mientras|pero)(?!\p{L}).*$/iu,
    / (?:para|en|con|de|a) (?:mi|mis|nuestr[oa]s?|tu|tus|todo|toda|todos|todas|est[aeo]s?|es[aeo]s?)(?!\p{L}).*$/iu,
    / y (?:me|mi|tengo|un poco|quiero|necesito)(?!\p{L}).*$/iu,
    / en \p{Lu}.*$/u,
  ],
  pointer:
    /^(?:en (?!el |la )|es[aeo]s?|est[aeo]s?|ello|ellos|ellas|él|ella|lo|le|l[oa]s? (?:primer[oa]|segund[oa]|tercer[oa]|últim[oa]|mism[oa])|el (?:primer[oa]?|segundo|tercero|último|mismo)|tu|tus|su|sus|mucho|muy|más|demasiado|nada|todo|algo|que|cuando|cómo|dónde|sin|con|de acuerdo|yo|aquí|allí|así|no|mi|mis|un poco|uno de)(?!\p{L})/iu,
  article: /^(?:(?:una?|unos|unas|el|la|los|las|mi|mis|nuestr[oa]s?|ningún|ninguna)\s+|usar (?:el |la |los |las )?)/iu,
  afterName: /^(?:$|,| (?:y|de|o|desde|por favor|-|–)(?!\p{L}))/u,
  apposition: /^, (?:una? )?(?<value>.+)$/iu,
  over: ['a', 'antes que', 'en vez de', 'en lugar de', 'que'],
  isOccupation: isRomanceOccupation,
  rules: RULES,
}
