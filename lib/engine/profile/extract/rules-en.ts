import { isGermanicOccupation } from './occupations'
import { type FactRule, type RuleLanguage, rulesOf } from './rule'

const IM = "i(?:'m| am)"
const IVE = "i(?:'ve| have)"
const OFTEN = '(?:always |usually |mostly |generally |mainly |normally |often )?'
const LIKED = 'favou?rite|preferred'
const SINCE = '(?:since|for the (?:last|past)|for) [\\p{L}\\p{N} ]{2,30}?'
/** Said with please, and named: no “no problem” or “no more of that”. */
const UNWANTED =
  '(?!need|worries|problem|idea|thanks|way|more|less|matter|one|longer|rush|hurry|pressure|stress|offen[cs]e|doubt|chance)(?<value>\\p{L}[\\p{L}\\p{N} -]{2,40})'

const { rule, inferred, whole } = rulesOf('en')
/** Began in the past and goes on: without a “since” or “for” it may be over. */
function lasting(id: string, key: string, reading: FactRule['reading'], pattern: string): FactRule[] {
  return [rule(id, key, reading, `${pattern} ${SINCE}`), rule(id, key, reading, `${SINCE},? ${pattern}`)]
}

const RULES: FactRule[] = [
  whole(
    'preference-for',
    'preference',
    'preference',
    '(?:for|when it comes to) (?<topic>[\\p{L}\\p{N} ]{2,30}?),? i prefer (?<value>.+)',
  ),
  whole('role-as', 'role', 'occupation', '(?:speaking )?as an? (?<value>.{3,60}?)(?:,.*| i .*)'),
  rule('name-is', 'name', 'statedName', "my (?:first |full )?name(?:'s| is) (?<value>.+)"),
  rule(
    'name-call',
    'name',
    'name',
    '(?:please )?(?:(?:you can |just )?call me|i go by|everyone calls me|people call me) (?<value>.+)',
  ),
  rule('role-is', 'role', 'occupation', `${IM} (?:an?|the) (?<value>.+)`),
  ...lasting('role-been', 'role', 'occupation', `${IVE} been an? (?<value>.+)`),
  rule('role-asked', 'role', 'occupation', "you(?:'re| are) (?:talking|speaking|writing) (?:to|with) an? (?<value>.+)"),
  rule('role-work', 'role', 'occupation', 'i(?: currently)? work as (?:an? |the )?(?<value>.+)'),
  rule(
    'role-title',
    'role',
    'statedName',
    'my (?:role|job title|(?:day )?job|position|occupation|profession) is (?:an? |the )?(?<value>.+)',
  ),
  rule('company', 'company', 'organisation', 'i(?: currently| now)? work (?:at|for) (?<value>.+)'),
  ...lasting(
    'company-been',
    'company',
    'organisation',
    `${IVE} (?:(?:worked|been working) (?:at|for)|been (?:at|with)) (?<value>.+)`,
  ),
  rule('team-work', 'team', 'team', 'i work (?:in|on|with) the (?<value>.+ (?:team|department|group|squad).*)'),
  rule(
    'team',
    'team',
    'team',
    `${IM} (?:on|in|part of|from|a member of) the (?<value>.+ (?:team|department|group|squad).*)`,
  ),
  rule('timezone-is', 'timezone', 'timezone', 'my time ?zone is (?<value>.+)'),
  rule('timezone-in', 'timezone', 'timezone', `${IM} (?:in|on) (?:the )?(?<value>.+)`),
  rule(
    'location-live',
    'location',
    'place',
    `(?:i (?:currently |now )?live|${IM} (?:currently |now )?(?:living|based|located)|we(?:'re| are) based) in (?<value>.+)`,
  ),
  rule('location-out-of', 'location', 'place', `(?:${IM} )?(?:working|based) out of (?<value>.+)`),
  ...lasting('location-been', 'location', 'place', `${IVE} (?:lived|been living|been based) in (?<value>.+)`),
  rule('location-here', 'location', 'place', "it(?:'s| is) [\\p{L}\\p{N} :.]{1,30} here in (?<value>.+)"),
  rule('location-from', 'location', 'place', `(?:${IM}|i come) from (?<value>.+)`),
  rule(
    'location-moved',
    'location',
    'place',
    `i(?:'ve)? (?:just |recently )?moved (?:from [\\p{L} ]{2,30} )?to (?<value>.+)`,
  ),
  rule(
    'language-answer',
    'language',
    'language',
    '(?:please )?(?:always )?(?:(?:answer|reply|respond|write|talk|speak)(?: to| with)?(?: me)?|explain (?:things|everything)(?: to me)?)(?: always)? in (?<value>.+)',
  ),
  rule(
    'language-rather',
    'language',
    'language',
    "i(?:'d| would)? (?:rather have|prefer) (?:your )?(?:answers|replies|responses) in (?<value>.+)",
  ),
  rule(
    'language-native',
    'language',
    'language',
    'my (?:native language|mother tongue|first language) is (?<value>.+)',
  ),
  inferred('language-speak', 'language', 'language', 'i speak (?<value>.+)'),
  rule('preference', 'preference', 'preference', "i(?:'d)? (?:much |strongly |really )?prefer (?<value>.+)"),
  rule('preference-rather', 'preference', 'preference', "i'd rather (?:get|have|see|use) (?<value>.+)"),
  rule(
    'preference-favourite',
    'preference',
    'preference',
    `my (?:${LIKED}) (?<topic>[\\p{L}\\p{N} ]{2,30}?) is (?<value>.+)`,
  ),
  rule('preference-like', 'preference', 'liking', 'i (?:really |very much )?(?:like|love) (?<value>.+)'),
  rule(
    'avoid-like',
    'avoids',
    'dislike',
    "i (?:really )?(?:don't like|do not like|hate|dislike|can't stand|cannot stand|detest) (?<value>.+)",
  ),
  rule('avoid-use', 'avoids', 'dislike', "(?:please )?(?:never|don't|do not) (?:ever )?use (?<value>.+)"),
  rule('avoid', 'avoids', 'dislike', '(?:please )?avoid (?<value>.+)'),
  rule('avoid-please-no', 'avoids', 'dislike', `please,? no ${UNWANTED}`),
  rule('avoid-no-please', 'avoids', 'dislike', `no ${UNWANTED},? please`),
  rule('avoid-never', 'avoids', 'dislike', 'i never (?:use|write) (?<value>.+)'),
  rule(
    'expertise-expert',
    'expertise',
    'thing',
    `${IM} (?:an? |very |quite |highly |really )?(?:experts? (?:in|on)|proficient (?:in|with)|fluent in|experienced (?:in|with)|familiar with|skilled (?:in|at)|specialist in) (?<value>.+)`,
  ),
  rule(
    'expertise-years',
    'expertise',
    'thing',
    `${IVE} (?:over |more than |about )?[\\p{L}\\p{N}+-]+ years(?:'| of)? (?:of )?experience (?:with|in|using) (?<value>.+)`,
  ),
  rule(
    'expertise-been',
    'expertise',
    'thing',
    `${IVE} been (?:programming|working|coding|developing|writing)(?: in| with)? (?<value>.+?) for (?:over |more than |about )?[\\p{L}\\p{N}+-]+ years`,
  ),
  rule(
    'expertise-know',
    'expertise',
    'thing',
    'i know (?<value>.+?) (?:(?:very |really |quite |pretty )?well|inside(?: and |[- ])out|by heart)',
  ),
  rule('expertise-way', 'expertise', 'thing', 'i know my way around (?<value>.+)'),
  rule('expertise-special', 'expertise', 'thing', 'i speciali[sz]e in (?<value>.+)'),
  rule(
    'learning-new',
    'learning',
    'thing',
    `${IM} (?:still |quite |very |fairly |completely |totally )?new to (?<value>.+)`,
  ),
  rule(
    'learning-beginner',
    'learning',
    'thing',
    `${IM} an? (?:complete |total |absolute )?(?:beginner|novice|newbie) (?:in|with|at) (?<value>.+)`,
  ),
  rule(
    'learning',
    'learning',
    'thing',
    `(?:${IM} (?:currently |still |just )?(?:learning|getting (?:used to|into))|i(?:'ve)? (?:just )?started learning) (?<value>.+)`,
  ),
  rule(
    'learning-never',
    'learning',
    'thing',
    `(?:${IVE} )?never (?:done|used|worked with|tried|written|touched|seen|programmed in) (?:any )?(?<value>.+?)(?: before)?`,
  ),
  rule('learning-none', 'learning', 'thing', `${IVE} no experience (?:with|in) (?<value>.+)`),
  rule('learning-nothing', 'learning', 'thing', "i (?:know nothing about|don't know|do not know) (?<value>.+)"),
  inferred('uses', 'uses', 'thing', `i ${OFTEN}use (?<value>.+)`),
  inferred('uses-now', 'uses', 'thing', `(?:${IM}|we're|we are) (?:currently )?using (?<value>.+)`),
  inferred('uses-we', 'uses', 'thing', `we ${OFTEN}use (?<value>.+)`),
  inferred('uses-stack', 'uses', 'thing', '(?:our|my) (?:tech )?stack is (?<value>.+)'),
  inferred(
    'uses-run',
    'uses',
    'thing',
    'we (?:deploy|host|run)(?: [\\p{L} ]{2,30}?)? (?:to|on|in) (?<value>\\p{Lu}.+)',
  ),
  inferred(
    'uses-write',
    'uses',
    'thing',
    'i (?:always|usually|mostly) (?:write|build|test|deploy)(?: [\\p{L} ]{2,30}?)? (?:with|in|on) (?<value>.+)',
  ),
  inferred(
    'project',
    'project',
    'project',
    `(?:${IM}|we're|we are) (?:currently )?(?:working on|building|developing|writing|creating) (?<value>(?:an?|the|my|our) .+)`,
  ),
  inferred(
    'project-migrating',
    'project',
    'project',
    "(?:we're|we are|i'm|i am) (?:currently )?(?<value>migrating .+)",
  ),
  rule('project-is', 'project', 'project', 'my (?:current )?project is (?<value>.+)'),
  rule('name', 'name', 'name', `${IM} (?<value>.+)`),
]

export const ENGLISH: RuleLanguage = {
  code: 'en',
  opener:
    /^(?:(?:hi|hello|hey)(?: there| all| everyone)?|thanks|thank you|sorry|actually|correction|ok(?:ay)?|well|so|and|but|by the way|btw|fyi|for the record|just so you know|(?:please )?(?:note|remember|keep in mind)(?: that)?|from now on|currently|right now|at work|these days)(?:[,:!]\s*|\s+)/i,
  unreal:
    /\b(?:if|suppose|supposing|imagine|pretend|assum(?:e|ing)|hypothetically|let's (?:say|imagine)|wish|would|could|i might|i may|maybe|perhaps|want to|hope to|like to|thought|act as|says?|said|told|tells|writes|wrote|claims?)\b/i,
  question:
    /^(?:what|who|whose|where|when(?! it comes)|why|how|which|am|is|are|was|were|do|does|did|can|could|should|shall|would|will|have|has)\b(?! (?:not|n't))|\?$/i,
  clauseBreak: /(?:,|;)?\s+(?:and|but|so|because)\s+(?=(?:i|i'm|i've|my|we|please)\b)|,\s+(?=(?:i|i'm|i've|my|we)\b)/i,
  tails: [
    {
      key: 'team',
      reading: 'team',
      pattern: / (?:of|in|on) the (?<value>[\p{L}\p{N} -]{2,40}? (?:team|department|group|squad))\b/iu,
    },
    { key: 'company', reading: 'organisation', pattern: / (?:at|for) (?<value>.+)$/iu },
    { key: 'company', reading: 'organisation', pattern: / of (?<value>\p{Lu}.+)$/u },
    { key: 'location', reading: 'place', pattern: / (?:from|in) (?<value>\p{Lu}.+)$/u },
    { key: 'role', reading: 'occupation', pattern: / as (?:an? |the )?(?<value>.+)$/iu },
  ],
  ends: [
    /,? (?:please|now|originally|too|as well|though|anyway|these days|at the moment|right now|from now on|before|yet|here$|by the way|everyone does)\b.*$/i,
    /,? not .*$/i,
    /, (?:so|because|hence|therefore)\b.*$/i,
    / (?:on|for|in|at|with|of) (?:my|our|your|all|everything|work|this|that)\b.*$/i,
    / for \p{Lu}[\p{L}\p{N}]*$/u,
    / and (?:i|we|need|want|have|loves?|a)\b.*$/i,
    / (?:every day|daily|time ?zone|because|since|when|while)\b.*$/i,
  ],
  pointer:
    /^(?:with|without|it|its|this|that|these|those|them|they|him|her|you|your|what|how|when|where|who|the (?:first|second|third|last|other|same|way|one)|not|to (?!be)|a (?:lot|bit|little)|one of|any|some|my|nothing|everything|something|things?|me)\b/i,
  article: /^(?:an?|the|my|our)\s+/i,
  afterName: /^(?:$|,| (?:and|from|or|please|-|–)(?!\p{L}))/u,
  apposition: /^, an? (?<value>.+)$/i,
  over: ['over', 'to', 'than'],
  isOccupation: isGermanicOccupation,
  rules: RULES,
}
