import { type CandidateTrace, describeReason, REASON_WORDS } from '@/lib/engine'

type Told = Pick<CandidateTrace, 'reason' | 'because' | 'detail'>

/** The reason in words with the numbers that decided: `too weak · 0.29, needs 0.32`. */
export function reasonSentence({ reason, because, detail = '' }: Told): string {
  const numbers = describeReason(reason, because) || detail
  return numbers === '' ? REASON_WORDS[reason] : `${REASON_WORDS[reason]} · ${numbers}`
}
