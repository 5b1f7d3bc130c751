export const FACT_TYPES = ['text', 'language', 'timezone'] as const
export const SENSITIVITIES = ['normal', 'personal', 'sensitive'] as const

/** A kind of fact that may be learned. */
export type FactKey = {
  key: string
  type: (typeof FACT_TYPES)[number]
  /** `sensitive` is never learned by itself, only written by hand. */
  sensitivity: (typeof SENSITIVITIES)[number]
  /** Several values hold side by side; else a new one takes the place of the old one. */
  isMany: boolean
  /** Always sent, in the stable prefix; otherwise sent when the query is about it. */
  isBasic: boolean
  /** May have a topic: `preference:editor`. Each topic has one value. */
  hasTopics: boolean
}

const key = (name: string, change: Partial<FactKey> = {}): FactKey => ({
  key: name,
  type: 'text',
  sensitivity: 'normal',
  isMany: false,
  isBasic: false,
  hasTopics: false,
  ...change,
})

/** What a workspace may learn before it decides otherwise. */
export const DEFAULT_FACT_KEYS: FactKey[] = [
  key('name', { sensitivity: 'personal', isBasic: true }),
  key('role', { isBasic: true }),
  key('language', { type: 'language', isBasic: true }),
  key('timezone', { type: 'timezone', isBasic: true }),
  key('expertise', { isMany: true, isBasic: true }),
  key('learning', { isMany: true }),
  key('company'),
  key('team'),
  key('location', { sensitivity: 'personal' }),
  key('preference', { isMany: true, hasTopics: true }),
  key('avoids', { isMany: true }),
  key('uses', { isMany: true }),
  key('project', { isMany: true }),
]

/** The entry of the allow-list that a key belongs to. */
export function findFactKey(keys: readonly FactKey[], name: string): FactKey | undefined {
  const [base = '', ...topic] = name.split(':')
  return keys.find((known) => known.key === base && (topic.length === 0 || known.hasTopics))
}

/** Whether several values of a key hold side by side. One with a topic has one value. */
export function holdsMany(keys: readonly FactKey[], name: string): boolean {
  return !name.includes(':') && (findFactKey(keys, name)?.isMany ?? false)
}
