import type { Constraint, Level, Topic } from '../vocabulary/query-analysis'

const REASONING =
  /\b(?:architect\w*|design|trade-?offs?|implications?|strategy|evaluate|analy[sz]e|compare|end-to-end|scal(?:e|es|ing|ability)|optimi[sz]e|considering|given that|in depth|step by step)\b/i
const JOINTS =
  /[,;:](?=\s)|\b(?:and|but|while|whereas|because|if|then|so that|without|und|aber|wenn|weil|et|mais|si|y|pero|e|ma)\b/gi

/** How much an answer has to bring together: by length, clauses, questions, and words that ask for reasoning. */
export function rateComplexity(query: string): Level {
  const words = query.split(/\s+/).filter((word) => word !== '').length
  const points =
    (words > 12 ? 1 : 0) +
    (words > 22 ? 1 : 0) +
    ((query.match(JOINTS)?.length ?? 0) >= 2 ? 1 : 0) +
    ((query.match(/\?/g)?.length ?? 0) >= 2 ? 1 : 0) +
    (REASONING.test(query) ? 1 : 0)
  return points >= 3 ? 'high' : points >= 1 ? 'medium' : 'low'
}

type Named = {
  topics: Topic[]
  keywords: string[]
  entities: string[]
  identifiers: string[]
  constraints: Constraint[]
  exclusions: string[]
}

/** How narrowly the query says what it is about. */
export function rateSpecificity({ topics, keywords, entities, identifiers, constraints, exclusions }: Named): Level {
  if (identifiers.length > 0) return 'high'
  const subjects = topics.flatMap(({ topic, subtopics }) => [topic, ...subtopics])
  const words = subjects.join(' ').split(' ').filter(Boolean).length
  const points = words + (keywords.length - words) / 2 + entities.length + 2 * (constraints.length + exclusions.length)
  return points >= 8 ? 'high' : points >= 2 ? 'medium' : 'low'
}
