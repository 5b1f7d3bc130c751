import { relevanceOf } from '../pack/coverage'
import type { Drop } from '../pack/explain-drops'
import type { Candidate, ProfileFact, SectionName, StatedFact, Turn } from '../vocabulary/types'
import type { Choice } from './build-plan'
import type { WrittenContext } from './write-choice'

type FitResult = WrittenContext & {
  choice: Choice
  dropped: Map<Candidate, Drop>
  droppedTurns: Map<Turn, Drop>
  droppedFacts: Map<ProfileFact, Drop>
  droppedStated: Map<StatedFact, Drop>
  notes: string[]
}

/**
 * Writes the choice down and counts it exactly; while it is over `available`, the section furthest over its allocation
 * gives up its least valuable optional part. Ends at the mandatory parts, which are known to fit.
 */
export function fitContext(
  chosen: Choice,
  available: number,
  allocated: Record<SectionName, number>,
  write: (choice: Choice) => WrittenContext,
): FitResult {
  let choice = chosen
  const dropped = new Map<Candidate, Drop>()
  const droppedTurns = new Map<Turn, Drop>()
  const droppedFacts = new Map<ProfileFact, Drop>()
  const droppedStated = new Map<StatedFact, Drop>()
  const notes: string[] = []
  for (;;) {
    const written = write(choice)
    const { inputTokens, sections } = written.counted
    const fitted = { ...written, choice, dropped, droppedTurns, droppedFacts, droppedStated, notes }
    if (inputTokens <= available) return fitted
    const removals = REMOVALS.flatMap((remove) => remove(choice) ?? [])
    const excess = ({ section }: Removal) => sections[section] - allocated[section]
    const [removal] = removals.sort((a, b) => excess(b) - excess(a))
    if (!removal) return fitted
    choice = removal.choice
    const over = `${inputTokens - available} tokens over the total`
    const because = { compared: inputTokens, limit: available, unit: 'tokens' } as const
    const drop: Drop = { reason: 'over_total_budget', because }
    if (removal.candidate) dropped.set(removal.candidate, drop)
    if (removal.fact) droppedFacts.set(removal.fact, drop)
    if (removal.stated) droppedStated.set(removal.stated, drop)
    for (const turn of removal.turns ?? []) droppedTurns.set(turn, drop)
    notes.push(`left out ${removal.what}: ${over}`)
  }
}

type Removal = {
  section: SectionName
  choice: Choice
  what: string
  candidate?: Candidate
  turns?: Turn[]
  fact?: ProfileFact
  stated?: StatedFact
}

/** For each kind of optional part, how the least valuable one goes. */
const REMOVALS: ((choice: Choice) => Removal | undefined)[] = [
  (choice) => removeCandidate(choice, 'knowledge'),
  (choice) => removeCandidate(choice, 'instructions'),
  removeHistory,
  (choice) => {
    const last = choice.dynamicFacts.at(-1)
    return (
      last && {
        section: 'profile',
        choice: { ...choice, dynamicFacts: choice.dynamicFacts.slice(0, -1) },
        what: 'a profile fact',
        fact: last,
      }
    )
  },
]

function removeCandidate(choice: Choice, section: 'instructions' | 'knowledge'): Removal | undefined {
  const optional = choice[section].filter((candidate) => !candidate.isRequired)
  const worst = optional.reduce<Candidate | undefined>(
    (least, candidate) => (least && relevanceOf(least) < relevanceOf(candidate) ? least : candidate),
    undefined,
  )
  if (!worst) return undefined
  const kept = choice[section].filter((candidate) => candidate !== worst)
  return {
    section,
    choice: { ...choice, [section]: kept },
    what: worst.chunkId ?? worst.module.moduleId,
    candidate: worst,
  }
}

function removeHistory(choice: Choice): Removal | undefined {
  const { olderTurns, summaries, recentTurns, stated } = choice
  const removal = (what: string, change: Partial<Choice>, turns: Turn[] = []): Removal => ({
    section: 'history',
    choice: { ...choice, ...change },
    what,
    turns,
  })
  if (olderTurns.length > 0) {
    return removal('an earlier message', { olderTurns: olderTurns.slice(0, -1) }, olderTurns.slice(-1))
  }
  if (summaries.length > 0) return removal('a summary of earlier messages', { summaries: summaries.slice(1) })
  const next = recentTurns.findIndex((turn, index) => index > 0 && turn.role === 'user')
  const first = stated[0]
  if (next <= 0 && first) return { ...removal('what was stated earlier', { stated: stated.slice(1) }), stated: first }
  if (recentTurns.length === 0) return undefined
  const kept = next > 0 ? recentTurns.slice(next) : []
  const gone = recentTurns.slice(0, recentTurns.length - kept.length)
  return removal('the oldest exchange', { recentTurns: kept }, gone)
}
