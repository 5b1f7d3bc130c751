import type { Intent, QueryType } from '../vocabulary/query-analysis'
import { isSmallTalk } from './classify-query-type'
import { questionCues } from './question-cues'

const TROUBLE = questionCues('trouble')
/** "emails are not being delivered": a negated predicate reports a fault, unless it asks whether or which. */
const NEGATED =
  /\b(?:is|are|was|were|does|do|did|has|have) not (?:\p{L}+ )?\p{L}+|\bnot (?:work|load|start|respond|show|open)ing\b/iu
/** `ECONNREFUSED`, `ERR_MODULE_NOT_FOUND`, `ORA-00942`, `TypeError`, `status 413`. */
const ERROR_CODE =
  /\bE[A-Z]{4,}\b|\bERR_\w+|\b[A-Z]{2,5}-\d{5,}\b|\b\w+(?:Error|Exception)\b|\b(?:HTTP|[Ss]tatus|[Cc]ode) [45]\d\d\b|exits with/
/** Questions about errors in general: how they are handled, what a code means. */
const ABOUT_ERRORS = /^(?:what (?:is|are)|how (?:do|does|are|should)|which|list) .*(?:handl|retr|floor|code|rate)/i
const CREATION = questionCues('creation')
const LEADING_REQUEST = /^(?:please|kindly|can you|could you|would you|i want you to|i'd like you to|help me)[, ]+/i
const PROCEDURE = questionCues('procedure')

/** The intent by the first rule that holds, from the most to the least telling. */
export function classifyIntent(query: string, queryType: QueryType): Intent {
  const text = query.trim().replace(LEADING_REQUEST, '')
  if (text === '' || isSmallTalk(text)) return 'conversational'
  if (CREATION.test(text)) return 'creative'
  if (isTrouble(text, queryType)) return 'troubleshooting'
  if (queryType === 'choice') return 'comparative'
  if (queryType === 'how-to') return 'procedural'
  const isRequest = queryType === 'command' || queryType === 'statement' || queryType === 'keywords'
  return isRequest && PROCEDURE.test(text) ? 'procedural' : 'informational'
}

function isTrouble(text: string, queryType: QueryType): boolean {
  if (ABOUT_ERRORS.test(text) || queryType === 'list') return false
  if (ERROR_CODE.test(text)) return queryType !== 'choice'
  if (queryType === 'how-to') return /\b(?:fix|debug|troubleshoot|resolve|solve)\b/i.test(text)
  if (NEGATED.test(text)) return queryType === 'statement' || queryType === 'reason'
  return queryType !== 'yes-no' && queryType !== 'choice' && TROUBLE.test(text)
}
