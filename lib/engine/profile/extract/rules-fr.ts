import { isRomanceOccupation } from './occupations'
import { type FactRule, type RuleLanguage, rulesOf } from './rule'

const NOW = "(?:actuellement |maintenant |aujourd'hui |également |aussi |toujours )?"
const OFTEN = '(?:toujours |souvent |surtout |principalement |généralement |actuellement |habituellement |uniquement )?'
const VERY = '(?:encore |toute? |complètement |totalement |plutôt |assez |très |vraiment )?'
const LIKED = 'préférée?|favorite?'
/** Before a place. */
const IN = '(?:à |au |aux |en |dans )?'
/** With what, in which field. */
const WITH = "(?:avec|en|dans|sur) (?:le |la |les |l')?"
/** Wished away with please, and named: no “pas de souci”. */
const UNWANTED = '(?!souci|problème|quoi|panique|stress|soucis|problèmes|hâte)'
/** Something to do is no thing that one prefers. */
const NO_VERB = "(?!(?:ne |me |m'|y |ça)|\\p{L}{0,15}(?:er|ir|re|oir)(?: |$))"

const { rule, inferred, whole } = rulesOf('fr')

const RULES: FactRule[] = [
  whole('role-as', 'role', 'occupation', "en tant que? ?(?:qu')?(?<value>.{3,60}?), .+"),
  whole(
    'preference-for',
    'preference',
    'preference',
    `pour (?:les? |la |l')(?<topic>[\\p{L} ]{2,30}?),? je préfère ${NO_VERB}(?<value>.+)`,
  ),
  rule('name-appelle', 'name', 'statedName', "je (?:m'appelle|me nomme|me prénomme) (?<value>.+)"),
  rule('name-est', 'name', 'name', 'mon (?:pré)?nom est (?<value>.+)'),
  rule('name-moi', 'name', 'name', "moi,? c'est (?<value>.+)"),
  rule('name-appelez', 'name', 'name', '(?:appelle|appelez)-moi (?<value>.+)'),
  rule('name-peux', 'name', 'name', "(?:tu peux|vous pouvez|tout le monde) m'appel(?:er|le) (?<value>.+)"),
  rule(
    'learning-débute',
    'learning',
    'thing',
    `je (?:débute|suis ${VERY}débutante?|suis ${VERY}novice|suis un(?:e)? ${VERY}débutante?) ${WITH}(?<value>.+)`,
  ),
  rule(
    'expertise-expert',
    'expertise',
    'thing',
    `je suis (?:une? )?${VERY}(?:experte?|spécialiste|spécialisée?|expérimentée?) ${WITH}(?<value>.+)`,
  ),
  rule(
    'expertise-du',
    'expertise',
    'thing',
    "je suis (?:une? )?(?:experte?|spécialiste) (?:du |de la |de l'|des |de |d')(?<value>.+)",
  ),
  rule('timezone-est', 'timezone', 'timezone', 'mon fuseau(?: horaire)? est (?<value>.+)'),
  rule('timezone-dans', 'timezone', 'timezone', 'je suis (?:dans|sur) le fuseau(?: horaire)?(?: de)? (?<value>.+)'),
  rule('team', 'team', 'team', `(?:je suis|je travaille|je bosse) ${NOW}(?:dans|au sein de) l'(?<value>équipe .+)`),
  rule('team-partie', 'team', 'team', "je fais partie de l'(?<value>équipe .+)"),
  rule('role-suis', 'role', 'occupation', `je suis ${NOW}(?:une? |le |la |l')?(?<value>.+)`),
  rule(
    'role-travaille',
    'role',
    'occupation',
    `je (?:travaille|bosse) ${NOW}(?:comme|en tant que|en tant qu') ?(?:une? )?(?<value>.+)`,
  ),
  rule(
    'role-métier',
    'role',
    'occupation',
    "(?:mon métier|ma profession|mon poste|mon rôle) est (?:d'être |celui de )?(?:une? )?(?<value>.+)",
  ),
  rule('company', 'company', 'organisation', `je (?:travaille|bosse) ${NOW}(?:chez|pour) (?<value>.+)`),
  rule('company-à', 'company', 'organisation', `je (?:travaille|bosse) ${NOW}(?:à la|au|à l')(?: |(?<='))(?<value>.+)`),
  rule(
    'location-habite',
    'location',
    'place',
    `(?:j'habite|je vis|je réside|je suis basée?|nous sommes basés|nous sommes basées|on est basés) ${NOW}${IN}(?<value>.+)`,
  ),
  rule(
    'location-installé',
    'location',
    'place',
    `(?:j'ai (?:déménagé|emménagé)|je (?:me suis|viens de m')(?: |(?<='))?install(?:ée?|er)|je viens de (?:dé|em)ménager) ${IN}(?<value>.+)`,
  ),
  rule('location-viens', 'location', 'place', "je (?:viens|suis originaire) (?:du |des |de |d')(?<value>.+)"),
  rule(
    'language-réponds',
    'language',
    'language',
    "(?:répond(?:s|ez)|écri(?:s|vez)|parl(?:e|ez))(?:[- ](?:moi|nous))?(?: toujours| désormais| s'il (?:te|vous) pla[iî]t)? en (?<value>\\p{L}+)(?:,? (?:toujours|désormais|svp|stp|maintenant|dès maintenant|à partir de maintenant|s'il (?:te|vous) pla[iî]t))*",
  ),
  rule(
    'language-merci',
    'language',
    'language',
    "merci de (?:toujours )?(?:me |m')?(?:répondre|écrire) (?:toujours )?en (?<value>.+)",
  ),
  rule('language-maternelle', 'language', 'language', 'ma langue (?:maternelle|natale) est (?<value>.+)'),
  inferred('language-parle', 'language', 'language', 'je parle (?:couramment )?(?<value>.+)'),
  rule('preference', 'preference', 'preference', `(?:je préfère|j'aime mieux) ${NO_VERB}(?<value>.+)`),
  rule(
    'preference-préféré',
    'preference',
    'preference',
    `(?:mon|ma) (?<topic>[\\p{L}' ]{2,30}?) (?:${LIKED}) est (?<value>.+)`,
  ),
  rule(
    'avoid-aime',
    'avoids',
    'dislike',
    "je n'(?:aime|apprécie) (?:vraiment )?pas (?:du tout )?(?<value>(?:les? |la |l'|qu).+)",
  ),
  rule(
    'avoid-déteste',
    'avoids',
    'dislike',
    "je (?:déteste|hais|ne supporte pas|n'utilise jamais|n'utilise pas) (?<value>(?:les? |la |l'|d'|de |du |des ).+)",
  ),
  rule(
    'avoid-utilise',
    'avoids',
    'dislike',
    "n'(?:utilise|utilisez|emploie|employez|écris|écrivez) (?:jamais|pas) (?:d'|de )(?<value>.+)",
  ),
  rule('avoid-évite', 'avoids', 'dislike', "évite(?:z)? (?<value>(?:les? |la |l'|d'utiliser (?:des |les? |la )).+)"),
  rule(
    'avoid-pas',
    'avoids',
    'dislike',
    `pas (?:d'|de )${UNWANTED}(?<value>[\\p{L}\\p{N} -]{2,40}?),? (?:s'il (?:te|vous) pla[iî]t|svp|stp|merci)`,
  ),
  rule(
    'expertise-ans',
    'expertise',
    'thing',
    `j'ai (?:plus de |environ )?[\\p{L}\\p{N}]+ ans d'expérience (?:professionnelle )?${WITH}(?<value>.+)`,
  ),
  rule(
    'expertise-connais',
    'expertise',
    'thing',
    `je (?:m'y|m') ?connais (?:très |plutôt )?(?:bien )?${WITH}(?<value>.+)`,
  ),
  rule(
    'expertise-maîtrise',
    'expertise',
    'thing',
    'je maîtrise (?:bien |très bien |parfaitement )?(?!(?:la situation|le sujet)(?!\\p{L}))(?<value>.+)',
  ),
  rule(
    'expertise-depuis',
    'expertise',
    'thing',
    'je travaille avec (?<value>.+?) depuis (?:plus de |environ )?[\\p{L}\\p{N}]+ ans',
  ),
  rule(
    'learning-apprends',
    'learning',
    'thing',
    `(?:j'apprends|je suis en train d'apprendre|j'ai commencé à apprendre) (?:actuellement )?(?:à )?(?!(?:vite|rapidement|lentement|bien|de|que|par)(?!\\p{L}))(?<value>.+)`,
  ),
  rule(
    'learning-jamais',
    'learning',
    'thing',
    "je n'ai (?:encore )?jamais (?:travaillé avec|utilisé|programmé en|touché à|fait de) (?<value>.+)",
  ),
  rule('learning-aucune', 'learning', 'thing', `je n'ai (?:aucune|pas d') ?expérience ${WITH}(?<value>.+)`),
  rule('learning-connais', 'learning', 'thing', "je ne connais (?:pas (?!les? |la |l')|rien à )(?<value>.+)"),
  inferred(
    'uses',
    'uses',
    'thing',
    `(?:j'utilise|nous utilisons|on utilise|je me sers de|on se sert de) ${OFTEN}(?!(?:une?|les?|la|des?|du) |l')(?<value>.+)`,
  ),
  inferred(
    'project',
    'project',
    'project',
    `(?:je travaille|nous travaillons|on travaille) ${NOW}sur (?:une?|mon|ma|notre) (?<value>.+)`,
  ),
  inferred(
    'project-développe',
    'project',
    'project',
    `(?:je (?:développe|construis|crée)|nous (?:développons|construisons)|on développe) ${NOW}(?:une?|mon|ma|notre) (?<value>.+)`,
  ),
  rule('name-suis', 'name', 'name', 'je suis (?<value>.+)'),
]

export const FRENCH: RuleLanguage = {
  code: 'fr',
  opener:
    /^(?:bonjour|bonsoir|salut|coucou|merci|au fait|du coup|alors|donc|et|mais|en fait|désormais|dorénavant|à partir de maintenant|actuellement|pour info|(?:souviens-toi|souvenez-vous|note|notez|retiens|retenez|rappelle-toi|sache|sachez)(?: bien)? que|s'il (?:te|vous) pla[iî]t)(?:\s*[,:!]\s*|\s+)/iu,
  unreal:
    /(?<!\p{L})(?:si(?! possible)|s'ils?(?! (?:te|vous) pla[iî]t)|imagin(?:e|es|ez|ons)|suppos(?:e|ons|ez)|supposant|admettons|mettons|disons|peut-être|faisons comme|serais|étais|aurais|dit|disait|écrit|écrivait|prétend|affirme|raconte)(?!\p{L})/iu,
  question:
    /^(?:est-ce|qu'est-ce|qui|que|quoi|quand|où|pourquoi|comment (?:est|faire|on|puis|se|s'|dois|je|ça|tu|vous)|combien|quel(?:le)?s?|suis-je|ai-je|dois-je|puis-je|peux-tu|pouvez-vous|sais-tu|savez-vous|as-tu|avez-vous|es-tu|êtes-vous)(?!\p{L})|\?$/iu,
  clauseBreak:
    /,?\s+(?:et|mais|car|donc|parce que)\s+(?=(?:je |j'|mon |ma |mes |nous |on ))|,\s+(?=(?:je |j'|mon |ma |mes |nous |on ))/iu,
  tails: [
    { key: 'company', reading: 'organisation', pattern: / (?:chez|pour) (?<value>\p{Lu}.+)$/u },
    { key: 'company', reading: 'organisation', pattern: / (?:à la|au|à l') ?(?<value>\p{Lu}.+)$/u },
    { key: 'location', reading: 'place', pattern: / (?:à|de|en|d') ?(?<value>\p{Lu}.+)$/u },
    { key: 'role', reading: 'occupation', pattern: / (?:comme|en tant que|en tant qu') ?(?:une? )?(?<value>.+)$/iu },
  ],
  ends: [
    /,? (?:s'il (?:te|vous) pla[iî]t|svp|stp|maintenant|aussi|actuellement|à partir de maintenant|d'ailleurs|en ce moment|du tout)(?!\p{L}).*$/iu,
    /,? (?:depuis|parce que|car|donc|alors|quand|lorsque|mais)(?!\p{L}).*$/iu,
    / (?:pour|dans|sur|à|avec|de) (?:mon|ma|mes|notre|nos|ton|tes|tout|toute|tous|ce|cet|cette|ces)(?!\p{L}).*$/iu,
    / et (?:je|j'|nous|un peu)(?!\p{L}).*$/iu,
    / et un peu .*$/iu,
  ],
  pointer:
    /^(?:d'accord|de (?:retour|nouveau|ça)|à (?!la |l')|en (?!tant)|pas|ça|ceci|cela|ce|cet|cette|ces|celui|celle|le (?:premier|deuxième|second|troisième|dernier|même)|la (?:première|deuxième|seconde|troisième|dernière|même)|eux|lui|elle|vous|tu|toi|te|ton|ta|tes|votre|vos|rien|tout|quelque|que|qu'|quand|comment|où|beaucoup|trop|dessus|avec|sans|plus|sûre?|mon|ma|mes|une? peu|l'un)(?!\p{L})/iu,
  article:
    /^(?:(?:une?|les?|la|des|du|de la|de|mon|ma|mes|notre|nos)\s+|de l'|[ld]'(?:utiliser (?:les? |la |des |du )?)?)/iu,
  afterName: /^(?:$|,| (?:et|de|ou|depuis|s'il|-|–)(?!\p{L}))/u,
  apposition: /^, (?:une? )?(?<value>.+)$/iu,
  over: ['à la', 'à', 'aux', 'au', 'plutôt que', 'que'],
  isOccupation: isRomanceOccupation,
  rules: RULES,
}
