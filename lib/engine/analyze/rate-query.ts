import type { Level } from '../types'

const REASONING =
  /\b(?:architect\w*|design|trade-?offs?|implications?|strategy|evaluate|analy[sz]e|compare|end-to-end|scal(?:e|ing|ability)|optimi[sz]e|considering|given that|in depth|step by step)\b/i
const JOINTS = /[,;:]|\b(?:and|but|while|whereas|because|if|then|so that|without|und|aber|wenn|et|mais|si|y|pero)\b/gi

/** How much an answer has to bring together: by length, clauses, questions, and words that ask for reasoning. */
export function rateComplexity(query: string): Level {
  const words = query.split(/\s+/).filter((word) => word !== '').length
  const points =
    (words > 10 ? 1 : 0) +
    (words > 22 ? 1 : 0) +
    ((query.match(JOINTS)?.length ?? 0) >= 2 ? 1 : 0) +
    ((query.match(/\?/g)?.length ?? 0) >= 2 ? 1 : 0) +
    (REASONING.test(query) ? 1 : 0)
  return points >= 3 ? 'high' : points >= 1 ? 'medium' : 'low'
}

/** How narrowly the query says what it is about. */
export function rateSpecificity(keywords: string[], entities: string[], identifiers: string[]): Level {
  const points = keywords.length + 2 * entities.length + 4 * identifiers.length
  return points >= 6 ? 'high' : points >= 3 ? 'medium' : 'low'
}
