import { extractFacts } from '../extract/extract-facts'
import type { LabelledUtterance } from './parse-utterances.fixture'

export type ExtractionScore = {
  precision: number
  recall: number
  /** Right, wrong and missed facts. */
  right: number
  wrong: string[]
  missed: string[]
  /** Of what was refused. */
  refusedRight: number
  refusedWrong: string[]
  refusedMissed: string[]
}

const nameOf = ({ key, value, isInferred }: LabelledUtterance['facts'][number]) =>
  `${isInferred ? '~' : ''}${key}=${value.toLowerCase()}`

/** Facts count as right when key, value (but for case) and source are. */
export function scoreExtraction(utterances: LabelledUtterance[]): ExtractionScore {
  const score = { right: 0, wrong: [], missed: [], refusedRight: 0, refusedWrong: [], refusedMissed: [] } as Omit<
    ExtractionScore,
    'precision' | 'recall'
  >
  for (const { text, facts, refused } of utterances) {
    const extraction = extractFacts(text)
    const wanted = new Set(facts.map(nameOf))
    const found = extraction.facts.map(({ key, value, source }) =>
      nameOf({ key, value, isInferred: source === 'inferred' }),
    )
    score.right += found.filter((name) => wanted.has(name)).length
    score.wrong.push(...found.filter((name) => !wanted.has(name)).map((name) => `${name} in: ${text}`))
    score.missed.push(...[...wanted].filter((name) => !found.includes(name)).map((name) => `${name} in: ${text}`))
    const kinds: string[] = extraction.refused
    score.refusedRight += kinds.filter((kind) => refused.includes(kind)).length
    score.refusedWrong.push(...kinds.filter((kind) => !refused.includes(kind)).map((kind) => `${kind} in: ${text}`))
    score.refusedMissed.push(...refused.filter((kind) => !kinds.includes(kind)).map((kind) => `${kind} in: ${text}`))
  }
  const { right, wrong, missed } = score
  return { ...score, precision: right / (right + wrong.length), recall: right / (right + missed.length) }
}
