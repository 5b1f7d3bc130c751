/** A run of composed knowledge that an answer may quote. */
export type Passage = { label?: string; title: string; text: string }

/** `text` stands in the passage; `context` is what its heading and title add to its meaning. */
type Quote = { passage: number; ordinal: number; text: string; terms: Set<string>; context: Set<string> }

/** The terms of a text as they are compared: stemmed, without stop words. */
export type ToTerms = (text: string) => string[]

const MAX_QUOTES = 4
const MAX_QUOTE_LENGTH = 600
const MIN_SENTENCE_LENGTH = 12
/** Share of the query's weight that a quote must carry to count as an answer. */
const MIN_COVERAGE = 0.3
/** Quotes below this share of the best one's score are left out. */
const SCORE_FLOOR = 0.45
const HEADING_WEIGHT = 0.5
/** Terms from which on a statement is long enough to say something. */
const TELLING_TERMS = 6
/** How much a passage's rank counts: the composition puts the best one first. */
const RANK_DECAY = 0.08
const LEAD_BONUS = 1.25
const DEFINITION_BONUS = 1.4
/** What “it” and “they” are cannot be told without the sentence before. */
const DANGLING_PENALTY = 0.5
/** Two quotes that share this much of the shorter one's terms say the same. */
const SAME_OVERLAP = 0.8

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

const HEADING = /^#{1,6}\s+(.*)$/
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/
const FENCE = /^\s*(?:```|~~~)/
const EMPHASIS = /\*\*|__/g
const DANGLING = /^(?:it|they|this|these|those|that|he|she|but|and|so|then|there)\b/i
const ASKS_FOR_DEFINITION = /^\s*(?:what(?:'s| is| are)|define|who is)\b/i
const DEFINES = /^(?:\S+\s+){1,6}(?:is|are|means|decides)\b/i
const NOT_PROSE = /^\s*(?:\||<|!\[|-{3,}|={3,})/

/** Sentences, list items and headings of a markdown text, in order; code and tables are left out. */
function toStatements(text: string): { heading: string; text: string }[] {
  const statements: { heading: string; text: string }[] = []
  let heading = ''
  let paragraph: string[] = []
  let isInFence = false
  const flush = () => {
    for (const { segment } of sentences.segment(paragraph.join(' '))) {
      const sentence = segment.replaceAll(EMPHASIS, '').trim()
      // a question is no answer
      if (sentence.length < MIN_SENTENCE_LENGTH || sentence.endsWith('?')) continue
      statements.push({ heading, text: sentence.slice(0, MAX_QUOTE_LENGTH).toWellFormed() })
    }
    paragraph = []
  }
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) {
      flush()
      isInFence = !isInFence
    } else if (isInFence) {
    } else if (HEADING.test(line)) {
      flush()
      heading = HEADING.exec(line)?.[1] ?? ''
    } else if (line.trim() === '' || NOT_PROSE.test(line)) {
      flush()
    } else {
      if (LIST_ITEM.test(line)) flush()
      paragraph.push(
        line
          .replace(LIST_ITEM, '')
          .replace(/^\s*>\s?/, '')
          .trim(),
      )
    }
  }
  flush()
  return statements
}

function toQuotes(passages: Passage[], toTerms: ToTerms): Quote[] {
  return passages.flatMap((passage, index) =>
    toStatements(passage.text).map((statement, ordinal) => ({
      passage: index,
      ordinal,
      text: statement.text,
      terms: new Set(toTerms(statement.text)),
      context: new Set(toTerms(`${passage.title} ${statement.heading}`)),
    })),
  )
}

function isSaidBy(quote: Quote, chosen: Quote): boolean {
  const [small, large] = quote.terms.size < chosen.terms.size ? [quote, chosen] : [chosen, quote]
  if (small.terms.size === 0) return true
  let shared = 0
  for (const term of small.terms) if (large.terms.has(term)) shared++
  return shared / small.terms.size >= SAME_OVERLAP
}

/** What speaks for or against a statement besides the terms it holds. */
function factorOf({ text, terms, passage, ordinal }: Quote, isDefinition: boolean): number {
  const length = Math.min(1, terms.size / TELLING_TERMS) / (1 + Math.log(1 + terms.size / 30))
  const rank = 1 / (1 + passage * RANK_DECAY)
  const lead = ordinal === 0 ? LEAD_BONUS : 1
  const definition = isDefinition && DEFINES.test(text) ? DEFINITION_BONUS : 1
  return length * rank * lead * definition * (DANGLING.test(text) ? DANGLING_PENALTY : 1)
}

/**
 * The statements of the passages that answer a query best, in the order of the passages; empty when none is about it.
 * Scored by the summed inverse document frequency (Spärck Jones 1972) of the query's terms that a statement holds, with
 * half the weight for those that only its heading holds, times the share of the
 * query that it covers, and what its length, place and wording say.
 */
export function extractAnswer(
  query: string,
  passages: Passage[],
  toTerms: ToTerms,
): { label?: string; text: string }[] {
  const quotes = toQuotes(passages, toTerms)
  const queryTerms = [...new Set(toTerms(query))]
  const idf = new Map(
    queryTerms.map((term) => {
      const holding = quotes.filter((quote) => quote.terms.has(term)).length
      return [term, Math.log(1 + quotes.length / (1 + holding))]
    }),
  )
  const total = [...idf.values()].reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []

  const isDefinition = ASKS_FOR_DEFINITION.test(query)
  const scored = quotes
    .map((quote) => {
      let weight = 0
      let own = 0
      for (const [term, value] of idf) {
        if (quote.terms.has(term)) {
          weight += value
          own += value
        } else if (quote.context.has(term)) weight += value * HEADING_WEIGHT
      }
      const coverage = weight / total
      return { quote, own, coverage, score: weight * coverage * factorOf(quote, isDefinition) }
    })
    .filter(({ own, coverage }) => own > 0 && coverage >= MIN_COVERAGE)
    .sort((a, b) => b.score - a.score || a.quote.passage - b.quote.passage || a.quote.ordinal - b.quote.ordinal)

  const best = scored[0]?.score ?? 0
  const chosen: Quote[] = []
  for (const { quote, score } of scored) {
    if (chosen.length >= MAX_QUOTES || score < best * SCORE_FLOOR) break
    if (!chosen.some((other) => isSaidBy(quote, other))) chosen.push(quote)
  }
  return chosen
    .sort((a, b) => a.passage - b.passage || a.ordinal - b.ordinal)
    .map((quote) => ({ text: quote.text, label: passages[quote.passage]?.label }))
}
