import type { FactScope, ProfileFactDto } from '@/lib/schemas/profiles/profile'

/** `preference:editor` as a person says it. */
export function nameOfKey(key: string): string {
  const [base = '', ...topic] = key.split(':')
  return topic.length > 0 ? `${base} (${topic.join(':')})` : base
}

export const SCOPE_WORDS: Record<FactScope, string> = {
  any: 'any model',
  ask: 'elsewhere only when asked for',
  local: 'never leaves this machine',
}

/** Where a fact comes from, in words. */
export function sourceOf({ source, extractor, decidedBy }: ProfileFactDto): string {
  if (decidedBy !== null) return `accepted by ${decidedBy.name}`
  if (extractor === null) return source === 'explicit' ? 'written by hand' : 'inferred elsewhere'
  if (source === 'explicit') return 'said in a conversation'
  // a rule’s name begins with its language
  return /^[a-z]{2}\./.test(extractor) ? 'inferred from a conversation' : `read in a conversation by ${extractor}`
}
