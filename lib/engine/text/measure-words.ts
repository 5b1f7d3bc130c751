/** “How big” asks for a measure: the answer is a number, and need not hold the word. */
export const MEASURE_WORDS =
  /\bhow (?:big|deep|expensive|far|fast|heavy|high|large|long|low|often|old|short|slow|small|tall|wide)\b/gi

/** “what does it cost”: nothing else says what is asked about. */
const UNNAMED = '(?:it|this|that|they|these|those) costs?\\b'

/** What asks for a price: a list of prices hardly says that they cost. By language, as a speaker asks. */
export const PRICE_WORDS = new RegExp(
  `(?<!\\p{L})(?:${[
    `how much (?:do|does|did|would|will|is|are)(?! ${UNNAMED})(?=.{1,200}\\bcosts?\\b)`,
    `(?<=\\bhow much (?!\\w+ ${UNNAMED}).{1,200})costs?|(?<=^what (?:do|does) (?!${UNNAMED}).{1,200})costs?`,
    '(?:was|wie ?viel) (?:kostet|kosten)',
    'combien (?:coûte|coute)(?:nt)?',
    'cu[áa]nto cuestan?',
    'quanto costa(?:no)?',
    'quanto custam?',
    '(?:hoeveel|wat) (?:kost|kosten)',
    'vad kostar|hvad koster|hva koster',
    'ile kosztuj[eą]',
    'сколько сто[ия]т',
  ].join('|')})(?!\\p{L})`,
  'giu',
)
