import { type ComparedSide, formatComparedSide } from '@/lib/schemas/contexts/compared-side'

export type Compared = {
  /** As the address has it. */
  name: string
  label: string
  a: string
  b: string
  /** What is shown until another one is chosen. */
  isFirst?: boolean
}

type Known = {
  compositionId: string
  /** Compositions of the answers to the same question, oldest first, its own among them. */
  siblings: string[]
  /** The composition of the last answer to another question before. */
  before?: string | undefined
  /** As an address names it, e.g. an answer that is not in the conversation any more. */
  named?: string | null
  /** What is pinned, excluded and unfolded and was not when it was composed; null for nothing. */
  choice: { pins: string[]; excludes: string[]; unfolds: string[] } | null
  /** Others that could be asked. */
  models: { id: string; name: string }[]
  policy: { id: string; version: number }
  versions: number[]
  /** Modules that have a draft. */
  drafts: { id: string; name: string }[]
}

/** Name of the comparison with what is chosen. */
export const CHOSEN = 'chosen'

/** Policy versions that are offered. */
const NEWEST_VERSIONS = 10

/**
 * What a composition can be compared with: the other answers to its question, the answer before it first; else what its
 * question would get with what is chosen, or with the library, another policy version or another model as they are now.
 */
export function listComparisons({
  compositionId,
  siblings,
  before,
  named,
  choice,
  models,
  policy,
  versions,
  drafts,
}: Known): Compared[] {
  const side = (change: Partial<ComparedSide> = {}) =>
    formatComparedSide({ id: compositionId, isNow: false, pins: null, excludes: null, ...change })
  const [asSent, now] = [side(), side({ isNow: true })]
  const at = siblings.indexOf(compositionId)
  const answers = siblings.flatMap((id, place): Compared[] => {
    if (place === at) return []
    const other = side({ id })
    const [a, b] = place < at ? [other, asSent] : [asSent, other]
    return [
      {
        name: id,
        label: `Answer ${place + 1} to the same question`,
        a,
        b,
        ...(place === at - 1 ? { isFirst: true } : {}),
      },
    ]
  })
  const chosen = choice && {
    name: CHOSEN,
    label: 'What is chosen now',
    a: asSent,
    b: side({ ...choice, unfolds: choice.unfolds.length > 0 ? choice.unfolds : undefined }),
    isFirst: true,
  }
  const others = (id: string, label: string): Compared => ({ name: id, label, a: side({ id }), b: asSent })
  const isElsewhere = named?.startsWith('cmp_') && ![compositionId, before, ...siblings].includes(named)
  return [
    ...(chosen ? [chosen] : []),
    ...answers,
    ...(before ? [others(before, 'The answer to the question before')] : []),
    ...(named && isElsewhere ? [others(named, 'An earlier answer')] : []),
    { name: 'now', label: 'The library as it is now', a: asSent, b: now },
    ...drafts.map(({ id, name }) => ({
      name: `draft-${id}`,
      label: `The draft of ${name}`,
      a: now,
      b: side({ draft: id }),
    })),
    ...versions
      .filter((version) => version !== policy.version)
      .slice(0, NEWEST_VERSIONS)
      .map((version) => ({
        name: `policy-${version}`,
        label: `Policy version ${version}`,
        a: now,
        b: side({ policy: `${policy.id}@${version}` }),
      })),
    ...models.map(({ id, name }) => ({ name: `model-${id}`, label: name, a: now, b: side({ model: id }) })),
  ]
}
