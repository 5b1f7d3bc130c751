import { findEntries } from '@/lib/db/releases/release-entries'
import { type Label, type LabelOutcome, LEAST_HELD } from '@/lib/engine'
import { workOnChunksOf } from '@/lib/indexing/versions/read-version-chunks'
import type { LabelOutcomeDto } from '@/lib/schemas/query-sets/check-run'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { CheckedState } from './checked-state'

type State = Pick<CheckedState, 'releaseId' | 'standing'>

/** Marks labelled passages that were not found because their module no longer holds them. */
export async function markOutdated(
  workspaceId: string,
  state: State,
  labels: readonly Label[],
  outcomes: readonly LabelOutcome[],
): Promise<LabelOutcomeDto[]> {
  const result: LabelOutcomeDto[] = []
  for (const [at, outcome] of outcomes.entries()) {
    const { module, passage } = labels[at]!
    const isMissing = passage !== undefined && !outcome.isSent && outcome.place === undefined
    const standing = isMissing ? await findStanding(workspaceId, state, module, passage.text) : 1
    result.push(standing >= LEAST_HELD ? outcome : { ...outcome, outdated: standing })
  }
  return result
}

/** The share of a passage that the release's version of a module holds, 0–1; 0 for a module that is not in the release. */
async function findStanding(workspaceId: string, state: State, moduleId: string, passage: string): Promise<number> {
  const key = JSON.stringify([moduleId, passage])
  const known = state.standing.get(key)
  if (known !== undefined) return known
  const [entry] = await findEntries(workspaceId, state.releaseId, [moduleId])
  const found = entry && (await workOnChunksOf({ workspaceId, moduleId, version: entry.version }))
  const standing = found ? await workOnText('findPassage', { body: found.body, passage }, found.work) : 0
  state.standing.set(key, standing)
  return standing
}
