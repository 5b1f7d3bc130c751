import { makeCandidate } from '../../assemble/prepared.fixture'
import { uniformNumbers } from '../../numbers/seeded-random'
import type { Candidate } from '../../vocabulary/types'
import { mergeCandidates } from '../merge-candidates'
import type { CostOf } from '../set-costs'

export type PackingInstance = { candidates: Candidate[]; room: number }

const counted = new Map<string, number>()

/** A token per word and twenty for the markup; a text is counted once. */
export const wordCosts: CostOf = (item) => item.parts.reduce((tokens, { text }) => tokens + countWords(text), 20)

function countWords(text: string): number {
  const known = counted.get(text)
  if (known !== undefined) return known
  let words = 0
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words++
  counted.set(text, words)
  return words
}

/** Tokens of candidates as they are sent. */
export function tokensOf(candidates: Candidate[], costOf: CostOf = wordCosts): number {
  return mergeCandidates(candidates).reduce((total, item) => total + costOf(item), 0)
}

const WORDS = 4_000
const OVERLAP_SHARE = 0.12

/**
 * Modules with chunks that overlap, lie apart or are offered beside the whole module and summaries; some depend on
 * others, some say what others say.
 */
export function makeInstance(seed: number, size: number, { isPlain = false } = {}): PackingInstance {
  const random = uniformNumbers(seed)
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const words = (count: number) => `${Array.from({ length: count }, () => `w${between(1, WORDS)}`).join(' ')} `
  const candidates: Candidate[] = []
  const said: string[] = []
  for (let number = 0; candidates.length < size; number++) {
    const interest = random()
    const relevance = () => Math.min(1, Math.max(0.02, 0.7 * interest + 0.5 * (random() - 0.4)))
    const dependencies = !isPlain && random() < 0.2 ? [`m${between(0, number + 2)}`] : []
    const change = { module: { dependencies } }
    let body = words(between(0, 60))
    const chunks: [start: number, end: number][] = []
    for (let left = between(1, random() < 0.15 ? 9 : 5); left > 0; left--) {
      const start = Math.max(0, body.length - (random() < 0.6 ? Math.round(OVERLAP_SHARE * 900) : -between(5, 400)))
      if (start > body.length) body += words(Math.ceil((start - body.length) / 5))
      const echo = !isPlain && said.length > 0 && random() < 0.15 ? (said[between(0, said.length - 1)] ?? '') : ''
      body += echo.slice(0, Math.floor(echo.length * (0.3 + 0.7 * random()))) + words(between(30, 300))
      chunks.push([Math.min(start, body.length - 1), body.length])
    }
    const texts = chunks.map(([startOffset, endOffset], ordinal) =>
      makeCandidate(`m${number}`, body.slice(startOffset, endOffset), {
        ...change,
        chunkId: `m${number}#${ordinal}`,
        startOffset,
        signals: { final: relevance() },
      }),
    )
    said.push(...texts.map(({ text }) => text))
    const best = Math.max(...texts.map(({ signals }) => signals.final ?? 0))
    const others: Candidate[] = []
    if (random() < 0.35) others.push(makeCandidate(`m${number}`, body, { ...change, signals: { final: best } }))
    if (random() < 0.4)
      others.push(summarize(`m${number}`, 0, body.length, words(between(25, 60)), relevance(), change))
    const [part] = chunks
    if (part && random() < 0.3) {
      others.push(summarize(`m${number}`, ...part, words(between(15, 30)), relevance(), change))
    }
    candidates.push(...[...texts, ...others].slice(0, size - candidates.length))
  }
  candidates.sort((a, b) => (b.signals.final ?? 0) - (a.signals.final ?? 0))
  const all = tokensOf(candidates.filter(({ resolution }) => resolution === 'section'))
  return { candidates, room: Math.floor(all * (0.1 + 0.6 * random())) }
}

function summarize(
  moduleId: string,
  startOffset: number,
  endOffset: number,
  text: string,
  final: number,
  change: { module: { dependencies: string[] } },
): Candidate {
  const summaryId = `${moduleId}/${startOffset}-${endOffset}`
  const candidate = makeCandidate(moduleId, text, { ...change, startOffset, signals: { final } })
  return { ...candidate, resolution: 'summary', summaryId, endOffset }
}
