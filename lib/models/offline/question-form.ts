import { classifyQueryType, detectLanguage, MEASURE_WORDS, PRICE_WORDS } from '@/lib/engine'
import type { BlockKind } from './answer-blocks'
import { asksPlace, deniesIn, findSides, measureOf, withoutAsking } from './question-words'

/** What the wording of a question says of the form of its answer. */
export type QuestionForm = {
  isDefinition: boolean
  /** One sentence settles it. */
  isYesNo: boolean
  isCommand: boolean
  /** A path, a folder or a screen settles it. */
  isPlace: boolean
  /** A number settles it. */
  isMeasure: boolean
  /** It counts things: “how many days”. */
  isCount: boolean
  /** What that number is called: “length, duration”; empty where it is not known. */
  measure: string
  /** How much a block of a kind is preferred; 1 for one that is not. */
  weights: Record<BlockKind, number>
  /** A row may be found by any of its cells: who, which. */
  isLookup: boolean
  /** All of a list or table is wanted, not its fitting part. */
  isWhole: boolean
  /** What belongs to something is asked for: a list, a table or headings answer. */
  isList: boolean
  /** How many are asked for: “the three steps”; null where the question does not say it. */
  count: number | null
  /** How something is done: a section answers. */
  isSteps: boolean
  /** It asks for what is not or must not be: “who must not”. */
  isDenied: boolean
  /** The two that are compared; null where nothing is. */
  sides: [string, string] | null
}

const DEFINITION = /^\s*(?:what(?:'s|’s| is| are)|define|who is)\b|^\s*what (?:do|does) .{1,60} (?:do|mean)\b/i
const COMMAND =
  /\b(?:commands?|curl|ya?ml|json|snippet|example|install|endpoint|code|show me)\b|\bhow (?:do|can) i (?:run|create|call)\b/i
/** A name alone asks what it is. */
const SHORT = /^\s*[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+\s*\??\s*$/u
const YES_NO = /^\s*(?:is|are|am|was|do|does|did|can|could|may|should|must|will|has|have)\b/i
const COMPARES = /\b(?:differen\w+|differs?|versus|vs|compared?|rather than|better than|instead of)\b/i
const SIDES =
  /^(?:.*\bbetween\s+|(?:how|when)\s+(?:do|does|is|are|should)\s+)?(.{2,50}?)\s+(?:and|or|vs\.?|versus|from|than)\s+([^:,?]{2,50})/i
const STEPS = /^\s*how (?:do|can|to|should|does)\b|\bsteps?\b/i
const LIST =
  /\bwhich\s+(?:\w+\s+){0,2}?(?!does\b|\w+ss\b)\w{3,}s\b(?!\s+(?:an?|the|when|if|on|over|to|from|by|it|them|my|our|your|that)\b)|\bwhat are the\b|\bwhat\s+(?:\w+\s+){0,2}?\w{3,}s\s+(?:are|can|could|do|does|exist|have|may|must|should|will)\b|\bwho uses\b|\bwhat\b.{1,200}\b(?:comprise|consist|contain|hold|include|return)s?\b|\b(?:name|list) (?:all|the)\b|\b(?:steps|stages|kinds|fields|values|options|conditions|list)\b|\bwhere must\b|\bmust\b.{1,200}\blook like\b/i
/** “what was added”: all that something was done to. */
const UNDERGOES = /^\s*what (?:was|were|has been|have been|is being|gets|got) (?:\p{L}+ )?\p{L}+(?:ed|en)\b/iu
/** “who must not”: the cases in which something is not so. */
const DENIED =
  /^\s*(?:who|what|which)\b.{0,60}\b(?:must|may|can|should|do|does|is|are) ?n[o'’]t\b|^\s*(?:who|what|which)\b.{0,60}\bcannot\b/i
/** How many a question says that there are; one is no list. */
const COUNTED =
  /\b(?:the|what|which|name|list|these|all) (two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\p{L}+ )?\p{L}+s\b/iu
const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const HOW_MANY = /\bhow (?:much|many)\b/i
const TABLE =
  /\b(?:fields?|values?|roles?|limits?|default|required|how (?:much|many|long))\b|^\s*(?:what can|which|who)\b/i
const LOOKUP = /^\s*(?:who|whom|whose|which|what)\b/i
/** “who works in support”: what is done, where another word says in what. */
const VERB_OF_WHO = /^\s*who\s+(\p{L}+s)\s+\p{L}/iu
/** “where is it stored” */
const VERB_OF_WHERE = /^\s*where\b.*\b(stored|kept|saved|located|found|put|live|lie|go)\b/i
const sidesOf = (question: string): QuestionForm['sides'] => {
  const sides = COMPARES.test(question) || OR.test(question) ? SIDES.exec(question) : null
  return sides?.[1] && sides[2] ? [sides[1], sides[2]] : null
}
function countOf(question: string): number | null {
  const said = COUNTED.exec(question)?.[1]?.toLowerCase()
  if (said === undefined) return null
  const at = COUNTS.indexOf(said)
  return at < 0 ? Number(said) : at + 2
}
/** “refs or state: which?” */
const OR = /^\s*\S+(?:\s\S+)?\s+or\s/i
/** Words about the answer; what is asked about lies in the others. */
const ASKING =
  /\b(?:difference|differs?|commands?|steps?|mean(?:s|ing)?|show me|example|purpose|kinds? of|tell me|explain|better|work|there|looks? like|please|should i know|know about|everything|anything|something|somebody|anybody)\b/gi

/** By its words in English, unless it is in another language. */
export function formOf(query: string): QuestionForm {
  const language = detectLanguage(query)
  if (language === 'en') return toForm(readEnglish(query))
  const other = readOther(query, language)
  // a few words tell no language
  return toForm(language === 'und' ? either(readEnglish(query), other) : other)
}

function either(a: Signs, b: Signs): Signs {
  return {
    isDefinition: a.isDefinition || b.isDefinition,
    isYesNo: a.isYesNo || b.isYesNo,
    isCommand: a.isCommand || b.isCommand,
    isPlace: a.isPlace || b.isPlace,
    isMeasure: a.isMeasure || b.isMeasure,
    isCount: a.isCount || b.isCount,
    measure: a.measure || b.measure,
    isLookup: a.isLookup || b.isLookup,
    isList: a.isList || b.isList,
    isSteps: a.isSteps || b.isSteps,
    isDenied: a.isDenied || b.isDenied,
    isTable: a.isTable || b.isTable,
    count: a.count ?? b.count,
    sides: a.sides ?? b.sides,
  }
}

type Signs = Omit<QuestionForm, 'isWhole' | 'weights'> & { isTable: boolean }

function readEnglish(query: string): Signs {
  const question = withoutPreface(query)
  const isCommand = COMMAND.test(question)
  return {
    isDefinition: (DEFINITION.test(question) && !isCommand) || SHORT.test(question),
    isYesNo: YES_NO.test(question),
    isCommand,
    isPlace: /^\s*(?:where|in which)\b/i.test(question),
    isMeasure: question.search(MEASURE_WORDS) >= 0 || HOW_MANY.test(question),
    isCount: HOW_MANY.test(question),
    measure: measureOf(question, 'en'),
    isLookup: LOOKUP.test(question),
    isList: LIST.test(question) || UNDERGOES.test(question) || DENIED.test(question) || countOf(question) !== null,
    count: countOf(question),
    isSteps: STEPS.test(question),
    isDenied: DENIED.test(question),
    sides: sidesOf(question),
    isTable: TABLE.test(question),
  }
}

/** In any other language, by the words that analyses know it by. */
function readOther(query: string, language: string): Signs {
  const type = classifyQueryType(query)
  const measure = measureOf(query, language)
  const isMeasure = measure !== ''
  return {
    isDefinition: type === 'explanation' || SHORT.test(query),
    isYesNo: type === 'yes-no',
    isCommand: COMMAND.test(query),
    isPlace: asksPlace(query, language),
    isMeasure,
    isCount: isMeasure,
    measure,
    isLookup: type === 'fact' || type === 'list',
    isList: type === 'list',
    count: null,
    isSteps: type === 'how-to',
    isDenied: (type === 'fact' || type === 'list') && deniesIn(language).test(query),
    sides: type === 'choice' ? findSides(query) : null,
    isTable: isMeasure,
  }
}

function toForm({ isTable, ...signs }: Signs): QuestionForm {
  const { isList, isSteps, isCommand } = signs
  return {
    ...signs,
    isWhole: isList || isSteps,
    weights: {
      prose: isCommand ? 0.9 : 1,
      list: isList ? 1.35 : isSteps ? 1.15 : 0.85,
      table: isTable || isList ? 1.2 : 1,
      code: isCommand ? 1.5 : isSteps ? 0.9 : 0.6,
      // what a section has is what its headings name
      outline: isList ? 1.2 : 0,
    },
  }
}

/** “And can you tell me how …”: what a question begins with before it asks. */
const PREFACE =
  /^\s*(?:(?:and|but|so|then|also|ok|okay|well|please|now|thanks|hi|hello|hey)[,!.]?\s+)*(?:(?:(?:can|could|would|will) you (?:please )?|please )?(?:tell|show|explain to|remind) me,? (?:please )?|(?:please )?explain |do you know |i (?:want|need|would like|wish) to know |i wonder |i['’]d like to know |any idea )?(?=(?:how|what|which|who|whose|whom|where|when|why|is|are|do|does|did|can|could|may|should|must|will|has|have)\b)/i

function withoutPreface(question: string): string {
  return question.replace(PREFACE, '')
}

/** What a question for somebody says that they do; empty for others. */
export function verbOfWho(question: string): string {
  const asked = withoutPreface(question)
  return (VERB_OF_WHO.exec(asked) ?? VERB_OF_WHERE.exec(asked))?.[1] ?? ''
}

/** The question without the words that only ask; whole where nothing else is left. */
export function subjectOf(question: string): string {
  const language = detectLanguage(question)
  const english = language === 'en' || language === 'und'
  const plain = english ? question.replaceAll(ASKING, ' ').replaceAll(MEASURE_WORDS, ' ') : question
  const priceless = plain.replaceAll(PRICE_WORDS, ' ')
  const subject = language === 'en' ? priceless : withoutAsking(priceless, language)
  return /[\p{L}\p{N}]/u.test(subject) ? subject : question
}
