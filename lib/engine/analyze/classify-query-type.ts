import type { QueryType } from '../vocabulary/query-analysis'
import { cues } from './cues'

const SMALL_TALK = cues(
  '^hi|^hey|^hello|^good morning|^good evening|^good afternoon|^thank*|^cheers|^great|^nice|^ok|^okay|^cool|^bye|^goodbye',
  '^hallo|^guten morgen|^guten tag|^danke*|^bonjour|^merci|^hola|^gracias|^buenos días|^ciao|^grazie|^buongiorno|^olá',
  '^obrigad*|^привет|^спасибо|^здравствуйте|^こんにちは|^ありがとう|^你好|^谢谢|^안녕*|^감사*|^مرحبا|^شكرا',
)
const CHOICE = cues(
  'vs|vs.|versus|compare|compared|comparing|comparison|difference|differences|differ|differs|pros and cons|trade-off*',
  'advantages|disadvantages|alternatives to|which one|better|cheaper than|faster than|slower than|safer than',
  'changed between|changes between|instead of or|unterschied*|vergleich*|besser|schneller|différence*|compare*',
  'comparaison|mieux|diferencia*|comparar|compara|mejor|differenza|differenze|confronta|meglio|diferença*|melhor',
  'verschil*|beter|skillnad*|różnica|разница|отличается|сравни*|лучше|区别|不同|比较|違い|比較|차이|الفرق',
)
const ALTERNATIVES =
  /^(?:is|are|was|do|does|did|should|shall|would|could|will|can|may|which|what)\b.*\bor\b.*\?*$|^[^,.?]{2,40}\bor\b[^,.?]*\?$|(?<!\p{L})(?:oder|ou|o)(?!\p{L}).*\?$/iu
const REASON = cues(
  '^why|how come|reason for|^warum|^wieso|^weshalb|^pourquoi|^por qué|^perché|^por que|^waarom|^varför|^dlaczego',
  '^почему|^зачем|为什么|为何|なぜ|どうして|原因|왜|لماذا',
)
const HOW_TO = cues(
  'how to|how do i|how do we|how do you|how do people|how does one|how can i|how can we|how can one|how can you|how would i',
  'how would you|how should i|how should we|how would we|how might i|how could i|^steps to|^steps for|walk me through',
  '^guide to|^guide for|tutorial|best way to|right way to|way to|do i need to do to|have to do to|show me how',
  'wie kann ich|wie kann man|wie mache ich|wie geht|wie muss ich|wie richte|wie lege ich|anleitung|schritte|wie ich',
  'comment|étapes|cómo|como faço|como posso|como fazer|come posso|come si|come faccio|hoe kan|hoe moet|hoe maak|hoe stel',
  'hoe doe|hur kan|hur gör|hur skapar|hur|jak mogę|jak zrobić|jak|как сделать|как|怎么|如何|怎样|方法|やり方|どうやって',
  '어떻게|كيف|nasıl',
)
const GERMAN_HOW_TO = /^(?:und )?wie \p{L}+(?:e|n) (?:ich|wir|man)(?!\p{L})/iu
const LIST = cues(
  '^list|^name all|^enumerate|^show all|^what are the|^what are all|^which of the|give me examples|^show me examples',
  '^welche|^quels|^quelles|^qué tipos|^cuáles son|^quali|^quais|^welke|^vilka|^jakie|^какие|有哪些|哪些|一覧|목록',
)
const PLURAL_LIST = /^(?:which|what) (?:\p{L}+ ){0,2}?(?!class|access|process|status|address|is |was |does )\p{L}+s\b/iu
const EXPLANATION = cues(
  '^explain|please explain|^describe|^define|^tell me about|^tell me more|^what about|^how about|mean in|meaning of',
  'was ist|was sind|was bedeutet|erkläre*|beschreibe*|qu est-ce que|qu’est-ce que|c est quoi|explique*|décris|qué es',
  'qué son|qué significa|explica*|describe|cos è|che cosa|spiega*|o que é|wat is|wat betekent|leg uit|vad är|co to jest',
  'что такое|объясни*|什么是|是什么|とは|って何|説明|이란|무엇|ما هو|ما هي|nedir',
)
const WHAT_IS = /^what(?:'s|’s| is| are| was) (?!the |our |my |your |its |their |needed|wrong)/i
const MEANS = /^what (?:do|does|did|is|are|can|happens|if)\b.*(?:\bmeans?\b|\bfor\??$)|^what happens|^what if/i
const HOW_WORKS = /^(?:and |but |so )?how (?:do|does|did|is|are|was) (?!i |we |you |one )/i
const FACT = cues(
  '^who|^whose|^when|^where|^what|^which|how many|how much|how long|how often|how large|how big|how far|how old|how fast',
  '^wer|^wann|^wo|^wie viele|^wie lange|^wie oft|^was|^welcher|^welches|^combien|^quand|^où|^qui|^quel|^quelle|^quién',
  '^cuándo|^dónde|^cuánto*|^cuál|^qué|^chi|^quando|^dove|^quanto|^quanti|^qual|^quale|^onde|^quem|^quantos|^wie|^wanneer',
  '^waar|^hoeveel|^var|^när|^vem|^кто|^где|^когда|^сколько|^какой|^какая|谁|哪里|什么时候|多少|誰|どこ|いつ|いくつ',
  '누구|어디|언제|몇|^in which|^at which|^to whom|^by whom',
)
const YES_NO = cues(
  '^is|^are|^was|^were|^do|^does|^did|^can|^could|^should|^would|^will|^has|^have|^may|^must|^isn t|^aren t|^am|^ist',
  '^sind|^kann|^können|^gibt es|^hat|^muss|^darf|^soll|^est-ce que|^peut-on|^puis-je|^hay|^puedo|^se puede|^posso|^è',
  '^existe|^tem|^kan|^is er|^можно ли|吗|ですか|ますか|^هل',
)
const POLITE = /^(?:please|kindly|can you|could you|would you|will you|i want you to|i'd like you to|let's|now)[, ]+/i
const COMMAND = cues(
  '^write|^draft|^compose|^generate|^brainstorm|^invent|^imagine|^come up|^suggest|^rewrite|^summarize|^summarise|^translate',
  '^paraphrase|^shorten|^make|^create|^configure|^enable|^disable|^install|^uninstall|^set|^deploy|^migrate|^upgrade|^update',
  '^add|^remove|^delete|^reset|^change|^turn|^use|^show|^give|^find|^fix|^debug|^implement|^build|^run|^start|^stop|^restart',
  '^open|^close|^convert|^export|^import|^connect|^verify|^check|^test|^review|^refactor|^rename|^move|^copy|^send|^help me',
  '^name|^list|^tell|^explain|^describe|^remind|^schreib*|^erstell*|^entwirf|^zeig*|^vergleich*|^konfigurier*|^installier*',
  '^écris|^rédige|^crée|^montre|^escrib*|^redacta|^crea|^muestra|^instalar|^configurar|^crear|^scrivi|^escreva|^schrijf',
  '^напиши|^создай|^покажи|^установи|^写|^请|してください|書いて',
)
const COMMAND_NOUN =
  /^(?:\p{L}+ (?:is|are|was|were|has|keeps|fails|hangs|does|crashes)|changes|settings|updates|test suite)\b/iu
const INFINITIVE_LAST = /^\p{Lu}[\p{L} -]* \p{Ll}+(?:en|ern|eln)\.?$/u
const SENTENCE =
  /(?<![\p{L}\p{N}-])(?:i|i'm|i've|i'd|we|they|he|she|it|is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|won't|doesn't|don't|didn't|not|does|keeps?|ich|wir|nicht|ist|sind|hat|schlägt|je|nous|est|sont|échoue|yo|no|está|non|não|niet|не)(?![\p{L}\p{N}-])/iu
const PREDICATE =
  /(?<!^)(?<![\p{L}\p{N}_])(?:returns|throws|fails?|failed|crash(?:es|ed)|hangs?|exits|shows|says|gives|gets|takes|needs|stopped|disappear\w*|refused|denied|happened|must be|\p{L}+s (?:an?|the|no|my)) ?/iu
const ERROR_LINE =
  /^\w*(?:error|exception)\b[:\s]|\b\w+(?:Error|Exception)\b|(?:HTTP|status|code) [45]\d\d\b|\bsegfault\b/i

/** Small talk is a few words of greeting or thanks, without a question of its own. */
export function isSmallTalk(text: string): boolean {
  const words = text.split(/\s+/).length
  return SMALL_TALK.test(text) && words <= 6 && !(text.includes('?') && words > 5)
}

/** The form of answer a query asks for, by the first rule that holds, from the most to the least telling. */
export function classifyQueryType(query: string): QueryType {
  const whole = query.trim()
  const isPolite = POLITE.test(whole)
  const text = whole.replace(POLITE, '')
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
