import type { Word } from './split-words'

/** A verb comes next: "how do I rotate", "not deployed", "who can publish". */
const BEFORE_VERB =
  /^(?:i|we|you|they|not|don't|doesn't|didn't|won't|can't|cannot|will|would|should|can|could|may|must|might|please|let's|who|being|been)$/
/** "how to", "need to", "best way to"; after others `to` is a preposition. */
const BEFORE_TO =
  /^(?:how|steps|way|need|want|like|able|possible|safe|guide|try|have|had|going|allowed|required|order|me|us|where|when|what|easy|hard|better|cheaper|enough)$/
const AFTER_VERB = /^(?:the|a|an|my|our|your|their|its|this|that|these|those|all|it|every|each|some|any|me|us)$/
/** Stands behind its verb: "turn off", "when does the cache warm up". */
const PHRASAL = /^(?:up|off|out|back|down)$/
/** The same where no list of function words has it, an object between them too: "roll a module back", "get rid of". */
const PARTICLE = /^(?:back|away|apart|together|rid)$/
/** Begin a request as verbs, and are rarely nouns there. */
const ACTION =
  /^(?:add|cancel|change|configure|connect|convert|create|delete|deploy|disable|enable|fix|generate|implement|install|migrate|move|remove|rename|reset|restart|restore|rotate|run|send|set|start|stop|turn|uninstall|undo|update|upgrade|upload|use|verify|installieren|configurer|instalar|erstelle|installiere)$/
const AUXILIARY = /^(?:do|does|did|can|could|will|would|should|must|may)$/
const BE = /^(?:is|are|was|were|be|been|being|get|gets|got|isn't|aren't|wasn't|weren't|has|have|had)$/
const BEFORE_GERUND = /^(?:after|before|when|while|by|keep|keeps|start|stop|through|for)$/
const NOT_A_CLAUSE_END = /^(?:\d|v\d)/

/**
 * The content words that most likely are verbs or belong to one, by the function words around them: a query is too short
 * for a tagger, and a subject is what is left. English word order; in other languages few rules fire, and verbs stay topics.
 */
export function markVerbs(words: Word[], stopWords: Set<string>): Set<Word> {
  const verbs = new Set<Word>()
  const isContent = (word: Word | undefined) => word !== undefined && !word.isIdentifier && !stopWords.has(word.lower)
  let hasAuxiliary = false
  let hasBe = false
  let hasVerb = false
  for (const [at, word] of words.entries()) {
    if (AUXILIARY.test(word.lower)) hasAuxiliary = true
    if (BE.test(word.lower)) hasBe = true
    const [before, next] = [words[at - 1], words[at + 1]]
    if (before && /^(?:i|we|you|they)$/.test(before.lower)) hasVerb = true
    if (!isContent(word)) continue
    const isLast = next === undefined
    const isParticle = hasVerb && PARTICLE.test(word.lower) && !isContent(next)
    const isVerb =
      isParticle ||
      (before !== undefined && BEFORE_VERB.test(before.lower)) ||
      (before?.lower === 'that' && at > 1) ||
      (at === 0 && next !== undefined && ACTION.test(word.lower)) ||
      (before?.lower === 'to' && (at === 1 || BEFORE_TO.test(words[at - 2]?.lower ?? ''))) ||
      (at === 0 &&
        next !== undefined &&
        (next.lower === 'to' || AFTER_VERB.test(next.lower) || PHRASAL.test(next.lower))) ||
      (next !== undefined && AFTER_VERB.test(next.lower) && isContent(before)) ||
      (/ing$/.test(word.lower) && before !== undefined && BEFORE_GERUND.test(before.lower)) ||
      (/(?:ed|en)$/.test(word.lower) && hasBe && (isLast || (before !== undefined && BE.test(before.lower)))) ||
      ((isLast || PHRASAL.test(next.lower)) &&
        hasAuxiliary &&
        !hasVerb &&
        at > 2 &&
        isContent(before) &&
        !NOT_A_CLAUSE_END.test(word.lower))
    if (!isVerb) continue
    hasVerb = true
    verbs.add(word)
  }
  return verbs
}
