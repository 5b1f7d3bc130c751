import { prisma } from '@/lib/db/client'
import { findEntries } from '@/lib/db/releases/release-entries'
import { type Label, type LabelOutcome, LEAST_HELD } from '@/lib/engine'
import { readChunkPage } from '@/lib/indexing/versions/read-version-chunks'
import type { LabelOutcomeDto } from '@/lib/schemas/check-run'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { CheckedState } from './checked-state'

/** A token stands for about this many UTF-16 units, at most. */
const UNITS_PER_TOKEN = 4

type State = Pick<CheckedState, 'releaseId' | 'standing'>

/** Marks labelled passages that were not found because their module no longer holds them. */
export async function findOutdated(
  workspaceId: string,
  state: State,
  labels: readonly Label[],
  outcomes: readonly LabelOutcome[],
): Promise<LabelOutcomeDto[]> {
  const told: LabelOutcomeDto[] = []
  for (const [at, outcome] of outcomes.entries()) {
    const { module, passage } = labels[at]!
    const isMissing = passage !== undefined && !outcome.isSent && outcome.place === undefined
    const standing = isMissing ? await findStanding(workspaceId, state, module, passage.text) : 1
    told.push(standing >= LEAST_HELD ? outcome : { ...outcome, outdated: standing })
  }
  return told
}

/** The share of a passage that the release's version of a module holds, 0–1; 0 for a module that is not in the release. */
async function findStanding(workspaceId: string, state: State, moduleId: string, passage: string): Promise<number> {
  const key = JSON.stringify([moduleId, passage])
  const known = state.standing.get(key)
  if (known !== undefined) return known
  const [entry] = await findEntries(workspaceId, state.releaseId, [moduleId])
  const standing = entry ? await readShare({ workspaceId, moduleId, version: entry.version }, passage) : 0
  state.standing.set(key, standing)
  return standing
}

async function readShare(of: { workspaceId: string; moduleId: string; version: number }, passage: string) {
  const { tokenCount } = await prisma.moduleVersion.findUniqueOrThrow({
    where: { workspaceId_moduleId_version: of },
    select: { tokenCount: true },
  })
  const ports = { chunks: { page: (after: number) => readChunkPage(of, after) } }
  const work = { workspaceId: of.workspaceId, urgency: 'person', size: tokenCount * UNITS_PER_TOKEN, ports } as const
  return workOnText('findPassage', { passage }, work)
}
