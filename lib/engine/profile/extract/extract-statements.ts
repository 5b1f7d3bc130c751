import type { StatementKind } from '../../vocabulary/types'
import { hasOwnWords, ownWords } from './own-words'
import { findSecret } from './refuse'
import { GERMAN } from './rules-de'
import { ENGLISH } from './rules-en'
import { splitSentences } from './split-sentences'

/** Something that holds for the rest of a conversation, as it was said. */
export type Statement = { kind: StatementKind; quote: string }

/** The first of a message; a longer list is a text to work on. */
const MAX_STATEMENTS = 20

type Rule = { kind: StatementKind; pattern: RegExp }
const rule = (kind: StatementKind, pattern: string): Rule => ({ kind, pattern: new RegExp(pattern, 'iu') })

/** Matched with letters and digits on neither side. */
const word = (words: string) => String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`
const START = `^(?:(?:please|and|but|also|so|ok|okay|hi|hello|remember|note|bitte|und|aber|also),?:? (?:that |dass )?)?`
/** An amount: digits, or a number in a word. */
const AMOUNT = String.raw`(?:the |an? |about |only )?(?:\p{Sc} ?)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreißig|fünfzig|hundert)`
/** What an order to write is about. */
const WRITING = 'answer|reply|respond|write|speak|talk|format|spell|address|explain|keep|give|show|use|call'

/** What makes a sentence that one of these finds say nothing that lasts. */
const EMPTY = new RegExp(
  word(
    [
      'must (?:be (?:joking|kidding|wrong|right|the|an?)|admit|say|confess|have)',
      '(?:he|she|they|who|manual|docs?|documentation|book|article|error|page) (?:says?|said|tells?|told|claims?|thinks?)',
      'never ?mind|no (?:problem|worries|rush|idea)|i (?:only )?(?:wanted|meant|asked)|keine (?:ahnung|sorge)',
      "(?:can't|cannot|can not|couldn't) (?:find|see|believe|remember|tell|think|understand|imagine|figure|get|open|say|wait|help)",
      "don't (?:know|think|understand|see|remember|care|mind|worry|believe|get|mean|have (?:an? idea|to))",
    ].join('|'),
  ),
  'iu',
)

const RULES: Rule[] = [
  rule(
    'decision',
    `^(?:so |ok,? |okay,? )?(?:we|i)(?:'ve| have)? (?:now )?(?:decided|agreed|settled|chosen|opted|picked)(?: |$)`,
  ),
  rule('decision', `^(?:so |ok,? |okay,? )?(?:let's|let us) (?:use|go with|take|stick with|choose|pick|do it)${END}`),
  rule(
    'decision',
    `^(?:so |ok,? |okay,? )?(?:we|i)(?:'ll| will| are going to|'re going to|'m going to) (?:use|go with|take|stick with|choose)${END}`,
  ),
  rule(
    'decision',
    `^(?:wir haben|ich habe) (?:uns |mich )?(?:für |gegen )?.{0,80}?(?:entschieden|beschlossen|geeinigt|gewählt)`,
  ),
  rule('decision', `^(?:wir|ich) nehmen? (?:die|den|das|doch|lieber) `),

  rule('preference', `${word("i(?:'d| would)? (?:much |really )?(?:prefer|rather)")}`),
  rule(
    'preference',
    String.raw`^i (?:really )?(?:like|love|enjoy|hate|dislike) (?!it[!,.]?$|it,|that[!,.]?$|this[!,.]?$|to know|the (?:first|second|last|new)|how )(?:it |my |the |a |an )?\p{L}`,
  ),
  rule('preference', `^my (?:favou?rite|preferred) `),
  rule('preference', `${START}(?:from now on,? |always |in future,? )(?:please )?(?:${WRITING})${END}`),
  rule(
    'preference',
    `${START}(?:answer|reply|respond|write|speak|talk) (?:(?:to )?(?:me|us) )?(?:only |always )?(?:in|as|with) `,
  ),
  rule(
    'preference',
    String.raw`${START}(?:use|keep) (?!(?:the (?:second|first|other|following)|it (?:to|for)|going|in mind))(?:it |the (?:tone|style|language|answers?|text|wording) |(?:\p{L}+ )?(?:spelling|units|headings|bullets?|tables?|dates?|english|german|french|spanish|variable|names?))`,
  ),
  rule('preference', String.raw`${START}call (?:me|us) \p{L}`),
  rule(
    'preference',
    `^(?:ich|wir) (?:bevorzuge|hätte(?:n)? (?:gerne? )?lieber|mag (?!das nicht|nicht)|mögen|liebe|hasse|ziehe .{1,60} vor)`,
  ),
  rule('preference', `^(?:mir|uns) (?:ist|sind|wäre) .{1,80}lieber|^am liebsten `),
  rule(
    'preference',
    `^(?:bitte )?(?:antworte|schreib|schreibe|sprich|verwende|nutze|nenn|nenne)(?: mir| mich)?(?: bitte)? (?:immer |nur )?(?:auf|in|mit|als|kurz) `,
  ),

  // numbers and limits
  rule(
    'constraint',
    word(
      String.raw`(?:budget|limit|deadline|maximum|minimum|due date|cut-?off|price cap|ceiling)(?: (?:for|of) [\p{L} ]{1,40})?(?: is| are| was set to|:| =| liegt| beträgt| lautet)(?! (?:called|exceeded|reached|what|not clear|it))`,
    ),
  ),
  rule(
    'constraint',
    word('(?:frist|abgabe|höchstgrenze|obergrenze|budget|termin)(?: für [\\p{L} ]{1,40})? (?:ist|liegt|beträgt|endet)'),
  ),
  rule(
    'constraint',
    `${word('(?:at most|at least|no more than|not more than|no less than|no later than|(?:a )?(?:maximum|minimum) of|up to|fewer than|less than|more than|shorter than|longer than|below|under|within|höchstens|mindestens|maximal|nicht mehr als|weniger als|spätestens|unter)')} ${AMOUNT}`,
  ),
  rule('constraint', `^(?:we|i) (?:only )?have (?:only |just |until |no more than )`),
  rule('constraint', `^(?:we|i) only (?:have|support|use|speak|accept|eat|need) `),
  rule('constraint', `^(?:ich habe|wir haben) (?:nur|höchstens|bis) `),

  // what must and must not be
  rule(
    'constraint',
    word(
      `(?:must|mustn't|may not|shall|shall not|isn't allowed|aren't allowed|(?:is|are|am|be) not allowed|not allowed|forbidden|prohibited|mandatory|required)`,
    ),
  ),
  rule(
    'constraint',
    `^(?!i (?:have|need) )(?:.{1,80} )?${word('(?:has|have|need|needs) to (?:be|stay|remain|run|fit|work|load|support|include|contain|have|end|start|arrive|finish|take|use|match|pass|follow|comply|go|last|cost)')}`,
  ),
  rule(
    'constraint',
    `${word("should(?:n't| not| never| only| always| all)")}|${word('should (?:have|be|fit|take|cost|last|stay|contain|support)')}(?! (?:fine|ok|okay|easy|clear|possible|able|good|enough))`,
  ),
  rule(
    'constraint',
    word(
      "(?:we|i|you|they|it|he|she|team|users?|customers?|guests?|kids?|children) (?:can't|cannot|can not|may only|can only) (?:use|change|exceed|spend|eat|drink|travel|fly|drive|leave|install|store|share|afford|go|be|have|touch|move|rely|take|add|pay|walk|work|accept|start|stay)",
    ),
  ),
  rule(
    'constraint',
    String.raw`${START}(?:do not|don't|never|avoid|only|under no circumstances) (?:ever |please )?(?:use|mention|change|delete|remove|add|include|send|book|call|write|touch|share|suggest|propose|show|tell|give|ask|put|exceed|rename|break|store|log|contact|buy|spend|schedule|install|edit|move|translate|answer|reply|quote|cite|assume|make|let|take|publish|deploy|push|commit|the|any|all|\p{L}+ing)${END}`,
  ),
  rule('constraint', `${START}avoid `),
  rule('constraint', String.raw`^(?:no|without(?: any)?) [\p{L} -]{2,60},? please$`),
  rule(
    'constraint',
    word(
      "(?:allergic to|intolerant|vegan|vegetarian|coeliac|celiac|kosher|halal|diabetic|(?:don't|doesn't|do not|does not|can't|cannot) (?:eat|drink) \\p{L}+)",
    ),
  ),
  rule(
    'constraint',
    word('(?:muss|müssen|darf|dürfen|darfst|sollte nicht|sollten nicht|verboten|nicht erlaubt|pflicht)'),
  ),
  rule(
    'constraint',
    String.raw`^(?:bitte )?(?:verwende|benutze|nutze|nimm|erwähne|lösche|ändere|schreib|schreibe|zeige|sende|schicke|buche|nenne) (?:\p{L}+ )?(?:kein|keine|keinen|nie|niemals|nicht|nur)${END}`,
  ),
  rule('constraint', `^(?:bitte )?(?:vermeide|niemals|auf keinen fall|nie) `),
  rule(
    'constraint',
    word(
      '(?:allergisch|laktoseintolerant|glutenfrei|vegetarisch|vegetarierin|vegetarier|veganerin|veganer|(?:esse|isst|essen|trinke|trinkt) (?:kein|keine|keinen) \\p{L}+)',
    ),
  ),

  // names and numbers
  rule(
    'identifier',
    String.raw`^(?:it is |it's )?(?:my|our|the|this|your|their|his|her)(?: [\p{L}'-]+){1,4}?(?: (?:number|no|id|code|reference|key|name|address|url|port|version|ticket|branch|flight))?(?: is|:| =)? (?:called|named|#?\uFFFC|#?[\p{L}-]{0,6}[-_ /]?\d[\p{L}\d./_-]*$)`,
  ),
  rule(
    'identifier',
    String.raw`^(?:my|our|the)(?: [\p{L}'-]+){0,3} (?:number|no|id|code|reference|address|url|port|branch|ticket|flight|invoice|version|username)(?: is|:| =) .{1,80}$`,
  ),
  rule('identifier', String.raw`^(?:my|our|the)(?: [\p{L}'-]+){0,3} name(?:'s| is) .{1,80}$`),
  rule('identifier', String.raw`(?:listens|runs|running|listening) on (?:port )?\d`),
  rule('identifier', String.raw`^(?:we|i)(?:'re| are|'m| am) on (?:version )?v?\d`),
  rule('identifier', String.raw`^(?:mein|meine|unser|unsere|der|die|das)(?: [\p{L}-]+){1,3} (?:heißt|lautet) `),
  rule(
    'identifier',
    String.raw`^(?:mein|meine|unser|unsere|der|die|das)(?: [\p{L}-]+){0,2} \p{L}*(?:nummer|kennung|adresse|version|port|code) (?:ist|lautet) `,
  ),
  rule('identifier', String.raw`^ich heiße \p{Lu}`),
]

/**
 * What a person's message states that lasts: limits, wishes, names and numbers, decisions; by rules, from their own words
 * alone. Questions, what is only imagined, reported speech, code, quotes and pasted texts state nothing; secrets are never
 * taken.
 */
export function extractStatements(message: string): Statement[] {
  const statements = new Map<string, Statement>()
  for (const { text, start, end } of splitSentences(ownWords(message))) {
    if (!hasOwnWords(text) || statements.size >= MAX_STATEMENTS) continue
    if (isNoStatement(text) || findSecret(message.slice(start, end))) continue
    const kind = RULES.find(({ pattern }) => pattern.test(text))?.kind
    const quote = message.slice(start, end)
    if (kind && !statements.has(quote)) statements.set(quote, { kind, quote })
  }
  return [...statements.values()]
}

/** Of what is said of oneself some may be a wish only; of limits, wishes are what counts. */
const UNREAL =
  /(?<!\p{L})(?:if|suppose|supposing|imagine|pretend|assum(?:e|ing)|hypothetically|let's (?:say|imagine)|wish|might|maybe|perhaps|wenn|falls|angenommen|nehmen wir an|stell dir vor|wäre|könnte|vielleicht)(?!\p{L})/iu

function isNoStatement(sentence: string): boolean {
  if (ENGLISH.question.test(sentence) && !/^(?:do|does) not /i.test(sentence)) return true
  return GERMAN.question.test(sentence) || UNREAL.test(sentence) || EMPTY.test(sentence)
}
