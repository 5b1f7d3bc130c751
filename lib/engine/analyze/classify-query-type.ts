import type { QueryType } from '../vocabulary/query-analysis'
import { questionCues } from './question-cues'

const SMALL_TALK = questionCues('smallTalk')
const CHOICE = questionCues('choice')
const ALTERNATIVES =
  /^(?:is|are|was|do|does|did|should|shall|would|could|will|can|may|which|what)\b.*\bor\b.*\?*$|^[^,.?]{2,40}\bor\b[^,.?]*\?$|(?<!\p{L})(?:oder|ou|o)(?!\p{L}).*\?$/iu
const REASON = questionCues('reason')
const HOW_TO = questionCues('howTo')
const GERMAN_HOW_TO = /^(?:und )?wie \p{L}+(?:e|n) (?:ich|wir|man)(?!\p{L})/iu
const LIST = questionCues('list')
const PLURAL_LIST = /^(?:which|what) (?:\p{L}+ ){0,2}?(?!class|access|process|status|address|is |was |does )\p{L}+s\b/iu
const EXPLANATION = questionCues('explanation')
const WHAT_IS = /^what(?:'s|’s| is| are| was) (?!the |our |my |your |its |their |needed|wrong)/i
const MEANS = /^what (?:do|does|did|is|are|can|happens|if)\b.*(?:\bmeans?\b|\bfor\??$)|^what happens|^what if/i
const HOW_WORKS = /^(?:and |but |so )?how (?:do|does|did|is|are|was) (?!i |we |you |one )/i
const FACT = questionCues('fact')
const YES_NO = questionCues('yesNo')
const POLITE = /^(?:please|kindly|can you|could you|would you|will you|i want you to|i'd like you to|let's|now)[, ]+/i
const COMMAND = questionCues('command')
const COMMAND_NOUN =
  /^(?:\p{L}+ (?:is|are|was|were|has|keeps|fails|hangs|does|crashes)|changes|settings|updates|test suite)\b/iu
const INFINITIVE_LAST = /^\p{Lu}[\p{L} -]* \p{Ll}+(?:en|ern|eln)\.?$/u
const SENTENCE =
  /(?<![\p{L}\p{N}-])(?:i|i'm|i've|i'd|we|they|he|she|it|is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|won't|doesn't|don't|didn't|not|does|keeps?|ich|wir|nicht|ist|sind|hat|schlägt|je|nous|est|sont|échoue|yo|no|está|non|não|niet|не)(?![\p{L}\p{N}-])/iu
const PREDICATE =
  /(?<!^)(?<![\p{L}\p{N}_])(?:returns|throws|fails?|failed|crash(?:es|ed)|hangs?|exits|shows|says|gives|gets|takes|needs|stopped|disappear\w*|refused|denied|happened|must be|\p{L}+s (?:an?|the|no|my)) ?/iu
const ERROR_LINE =
  /^\w*(?:error|exception)\b[:\s]|\b\w+(?:Error|Exception)\b|(?:HTTP|status|code) [45]\d\d\b|\bsegfault\b/i

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
/**
 * What holds a word that asks and asks nothing, in Japanese: an asking word with も or か behind it is indefinite (“いつも”:
 * always), where も does not begin a form of もらう, to get; and a noun that goes on as a compound names a thing (“手順書”), since
 * the head of one comes last.
 */
const ASKS_NOTHING =
  /(?:いつ|どこ|だれ|誰|何|どれ|どちら)(?:で?も(?!ら[いうえおっ])|か(?=[をがにでの]))|(?:方法|手順|説明|比較|原因|違い)(?=[\p{Script=Han}\p{Script=Katakana}])|(?<=\p{Script=Han})違い/gu
/** To disagree, in Chinese: no difference is asked for. */
const DISAGREE = /不同意/g

/** Small talk is a few words of greeting or thanks, without a question of its own. */
export function isSmallTalk(text: string): boolean {
  const words = text.split(/\s+/).length
  return SMALL_TALK.test(text) && words <= 6 && !(text.includes('?') && words > 5)
}

/** The form of answer a query asks for, by the first rule that holds, from the most to the least telling. */
export function classifyQueryType(query: string): QueryType {
  const whole = query.trim()
  const isPolite = POLITE.test(whole)
  const asked = whole.replace(POLITE, '').replace(DISAGREE, ' ')
  const text = KANA.test(asked) ? asked.replace(ASKS_NOTHING, ' ') : asked
  if (!/[\p{L}\p{N}]/u.test(text)) return 'keywords'
  if (isSmallTalk(text)) return 'statement'
  if (isComparison(text)) return 'choice'
  if (REASON.test(text)) return 'reason'
  if (EXPLANATION.test(text) || MEANS.test(text) || WHAT_IS.test(text)) return 'explanation'
  if (LIST.test(text) || PLURAL_LIST.test(text)) return 'list'
  if (HOW_TO.test(text) || GERMAN_HOW_TO.test(text)) return 'how-to'
  const opening = text.split(/[,;:]\s+/)[0] ?? text
  const question = [text, ...text.split(/[.!?,;]\s+/).slice(1)].find((part) => FACT.test(part))
  if (FACT.test(text) && !/^(?:when|where) (?:i|we|the|a)\b/i.test(opening)) return 'fact'
  if (HOW_WORKS.test(text)) return 'explanation'
  if (!isPolite && YES_NO.test(text)) return 'yes-no'
  if ((isPolite || COMMAND.test(text) || INFINITIVE_LAST.test(text)) && !COMMAND_NOUN.test(text)) return 'command'
  if (question !== undefined && text.endsWith('?')) return 'fact'
  return isSentence(text) ? 'statement' : 'keywords'
}

/** Whether several things are weighed against one another. */
function isComparison(text: string): boolean {
  return CHOICE.test(text) || ALTERNATIVES.test(text)
}

function isSentence(text: string): boolean {
  return ERROR_LINE.test(text) || SENTENCE.test(text) || PREDICATE.test(text)
}
