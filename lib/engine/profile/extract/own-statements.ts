import { hasOwnWords, ownWords } from './own-words'
import { findRefusal, findSecret, type Refusal } from './refuse'
import { GERMAN } from './rules-de'
import { ENGLISH } from './rules-en'
import { SPANISH } from './rules-es'
import { FRENCH } from './rules-fr'
import { splitSentences } from './split-sentences'

export const LANGUAGES = [ENGLISH, GERMAN, FRENCH, SPANISH]

/** A sentence that states something, with what is not its author's own masked. */
export type OwnStatement = {
  text: string
  /** The same as it was written. */
  quote: string
}

/**
 * What a person states in their own words: no question, nothing that is only imagined, no code, quote or pasted text.
 * Of a sentence that must not be kept there is only the kind.
 */
export function ownStatements(message: string): { statements: OwnStatement[]; refused: Refusal[] } {
  const statements: OwnStatement[] = []
  const refused = new Set<Refusal>()
  for (const { text, start, end } of splitSentences(ownWords(message))) {
    if (!hasOwnWords(text)) continue
    const isQuestion = LANGUAGES.some(({ question }) => question.test(text))
    const refusal = isQuestion ? findSecret(text) : findRefusal(text)
    if (refusal) refused.add(refusal)
    else if (!isQuestion && !LANGUAGES.some(({ unreal }) => unreal.test(text))) {
      statements.push({ text, quote: message.slice(start, end) })
    }
  }
  return { statements, refused: [...refused] }
}
