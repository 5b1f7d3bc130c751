/**
 * How people lean on what was said before. Phrases are separated by `|` and in small letters; `'` stands for a typographic
 * apostrophe too, and `~` in a frame for whoever asks.
 */
type FollowUpCues = {
  /** A message that begins so goes on with the one before: "and", "what about". */
  goesOn?: string
  /** One that begins so has nothing of its own to search for: "why", "make it". */
  elliptic?: string
  /** It wants more of what was said, whatever it says besides: "show me". */
  asksMore?: string
  /** A few words that begin so are the rest of a question: "after thirty days?". */
  fragment?: string
  /** A question that begins so asks what something is that it names itself: "what is MMR?". */
  asksWhat?: string
  /** Not before these, which point back: "what is the default?", "what is missing?". */
  pointsBack?: string
  /** Stand for something that was said. */
  pronouns?: string
  /** The first of two things that were said, and the second. */
  first?: string
  second?: string
  /** Here the pronoun stands for nothing that was said: "is it possible", "so that", "this week". */
  emptyPronouns?: string
  /** With a noun between it and "that", a clause follows: "the settings that". */
  articles?: string
  /** May stand before the frame of a question. */
  openings?: string
  /** May stand before what a few words change in the question before: "and", "same for". */
  leadsIn?: string
  /** What a question begins with that says nothing of what it is about. */
  frames?: string
  /** Whoever asks. */
  askers?: string
}

/** By language; of a kind that has no phrases here, none are known. */
const FOLLOW_UP_CUES: Record<string, FollowUpCues> = {
  en: {
    goesOn: [
      'and|but|also|so|then|what about|how about|what if|really|what else|anything else|same for|same with|likewise',
      'instead',
    ].join('|'),
    elliptic: 'why|how|show me an example|for example|more|make it',
    asksMore: 'what about|how about|show me|for example|more|make it',
    fragment: [
      'after|as|at|before|by|during|even|except|for|from|in|into|on|only|per|since|than|through|to|until|via|with',
      'within|without',
    ].join('|'),
    asksWhat: [
      'what is|what are|what was|what were|who is|who are|who was|who were|where is|where are|where was|where were',
      'what does|define|explain|describe',
    ].join('|'),
    pointsBack:
      'the|new|next|wrong|missing|left|included|different|better|best|allowed|needed|required|possible|supported',
    pronouns: 'do it|do that|do this|do so|it|its|that|this|they|them|their|those|these',
    first: 'the first|the first one|first one|the former|the former one',
    second: [
      'the second|the second one|second one|the latter|the latter one|the other|the other one|the last|the last one',
      'last one',
    ].join('|'),
    emptyPronouns: [
      'is it possible|is it safe|is it ok|is it okay|is it better|is it cheaper|is it worth|is it a good idea',
      'was it possible|was it safe|was it ok|was it okay|was it better|was it cheaper|was it worth|was it a good idea',
      "it is possible|it's possible|it is better|it's better|so that|such that|those that|ones that|part that|parts that",
      'are that|say that|says that|said that|mean that|means that|know that|think that|sure that|note that|mention that',
      'that are|that has|that have|that do|that does|that can|that will|that was|that were|that should',
      'this week|this month|this year|that week|that month|that year|this text|this paragraph|this sentence|this error',
      'that text|that paragraph|that sentence|that error|these errors|those errors|this product|this app|this application',
    ].join('|'),
    articles: 'the|a|an|all|any|every|each|no',
    openings: 'and|also|but|so|then|ok|okay|please',
    frames: [
      'how do ~|how can ~|how should ~|how would ~|how could ~|how did ~|how to|can ~|could ~|should ~|may ~|do ~|must ~',
      'what about|how about|which|who|when|where|why|tell me about|explain|describe|show me|i want to|i need to|i have to',
    ].join('|'),
    askers: 'i|we|you|one',
    leadsIn: 'and|but|also|so|then|or|even|only|just|what about|how about|what if|same for|same with|likewise',
  },
  de: {
    goesOn: 'und|aber|auch',
    elliptic: 'warum',
    fragment: 'auch|außer|bei|bis|für|mit|nach|nur|ohne|seit|von|vor|zu',
    asksWhat: 'was ist|was sind|wer ist|wer sind|wo ist|wo sind',
    pointsBack: 'der|die|das|den|neu|anders|besser|erlaubt',
    pronouns: 'ihn|ihm|dies|davon|dazu|damit|dafür',
    first: 'die erste',
    second: 'die zweite',
    openings: 'und|auch|aber',
    frames: 'wie kann ~|wie muss ~|wie soll ~|wie|was ist|was sind|soll ~',
    askers: 'ich|man',
    leadsIn: 'und|aber|auch|oder|nur|was ist mit|wie ist es mit',
  },
  fr: {
    goesOn: 'et pour|et|mais',
    elliptic: 'pourquoi',
    fragment: 'après|avant|avec|chez|dans|depuis|même|par|pour|sans',
    asksWhat: "c'est quoi|qui est",
    pointsBack: 'le|la|les',
    pronouns: 'ça|cela|celui-ci',
    first: 'le premier',
    second: 'le second',
    openings: 'et|mais',
    frames: "comment|qu'est-ce que",
    leadsIn: "et|mais|aussi|ou|qu'en est-il de",
  },
  es: {
    goesOn: 'y|pero',
    fragment: 'con|desde|hasta|para|por|sin|tras',
    asksWhat: 'qué es|qué son|quién es',
    pointsBack: 'el|la|los|las',
    pronouns: 'lo|eso|esto',
    second: 'la segunda',
    emptyPronouns: 'lo que',
    openings: 'y|pero',
    frames: 'cómo|qué es',
    leadsIn: 'y|o|pero|también|qué tal|qué pasa con',
  },
  it: {
    goesOn: 'e|ma',
    asksWhat: "cos'è|cos'e|che cos'è|che cos'e|chi è",
    pointsBack: 'il|lo|gli',
    pronouns: 'lo|questo|quello',
    openings: 'e|ma',
    leadsIn: 'e',
  },
  nl: {
    goesOn: 'en|maar',
    asksWhat: 'wat is|wat zijn|wie is',
    pointsBack: 'de|het',
    openings: 'en|maar',
  },
  pt: { asksWhat: 'o que é|o que são', pointsBack: 'o|os|as' },
  ru: { goesOn: 'а|и', asksWhat: 'что такое|кто такой|кто такая' },
  zh: { goesOn: '那' },
  ja: { goesOn: 'じゃあ|では' },
}

type Kind = Exclude<keyof FollowUpCues, 'askers'>

/** The phrases of these kinds in all languages, the longest first. */
export function phrasesOf(...kinds: Kind[]): string[] {
  const phrases = Object.values(FOLLOW_UP_CUES).flatMap((cues) => {
    const askers = cues.askers?.split('|') ?? []
    const given = kinds.flatMap((kind) => cues[kind]?.split('|') ?? [])
    return given.flatMap((phrase) =>
      phrase.includes('~') ? askers.map((asker) => phrase.replace('~', asker)) : [phrase],
    )
  })
  return [...new Set(phrases)].sort((a, b) => b.length - a.length)
}

/** A pattern of any phrase of these kinds. */
export function anyPhraseOf(...kinds: Kind[]): string {
  return `(?:${phrasesOf(...kinds)
    .join('|')
    .replaceAll("'", "['’]")})`
}
