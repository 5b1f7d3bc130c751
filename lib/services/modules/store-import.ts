import { prisma } from '@/lib/db/client'
import type { ModuleProblem } from '@/lib/schemas/module'
import type { ImportResultDto } from '@/lib/schemas/module-import'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { readOverlays } from '@/lib/services/chunk-overlays/read-overlays'
import { giveWay } from '@/lib/services/jobs/give-way'
import { averageLengths } from './average-lengths'
import { embedAndStore } from './embed-and-store'
import { followRelease } from './follow-release'
import { type ImportCandidate, readCurrentStates } from './parse-import'
import { type PreparedVersion, prepareVersion } from './prepare-version'
import type { StoreOutcome } from './store-versions'

/** One transaction's worth: it keeps everybody else waiting, so it stays short. */
const MODULES_PER_TRANSACTION = 25
const CHUNKS_PER_TRANSACTION = 300

type Prepared = { candidate: ImportCandidate; version: PreparedVersion }

/** Stores the changed files of an import in batches; each module is in completely or not at all. */
export async function storeImport(
  actor: Actor,
  workspaceId: string,
  changed: ImportCandidate[],
  message: string,
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const prepared: Prepared[] = []
  const overlays = await readOverlays(
    prisma,
    workspaceId,
    changed.flatMap(({ file }) => file?.metadata.id ?? []),
  )
  for (const candidate of changed) {
    if (!candidate.file) continue
    const overlay = overlays.get(candidate.file.metadata.id)
    prepared.push({ candidate, version: await prepareVersion(candidate.file, candidate.path, overlay) })
    // other requests get their turn between two files
    await giveWay()
  }
  const lengths = averageLengths(prepared.map(({ version }) => version))
  const results = new Map<ImportCandidate, ImportResultDto>()
  for (const batch of toBatches(prepared)) {
    await giveWay()
    const items = batch.map(({ candidate, version }) => ({
      version,
      baseVersion: candidate.current?.latestVersion ?? 0,
    }))
    const outcomes = await embedAndStore(actor, workspaceId, items, {
      message,
      lengths,
      finish: async (tx, stored) => {
        const count = stored.filter(({ status }) => status === 'created' || status === 'updated').length
        await recordAudit(tx, actor, { action: 'modules.imported', detail: { count } })
      },
    })
    const outdated = outcomes.flatMap((outcome) => (outcome.status === 'outdated' ? [outcome.moduleId] : []))
    const states = await readCurrentStates(workspaceId, outdated)
    batch.forEach(({ candidate }, i) => {
      const outcome = outcomes[i]
      if (outcome) results.set(candidate, toResult(candidate, outcome, states))
    })
  }
  followRelease(workspaceId)
  return results
}

function toBatches(prepared: Prepared[]): Prepared[][] {
  const batches: Prepared[][] = []
  let chunks = Number.POSITIVE_INFINITY
  for (const item of prepared) {
    const last = batches.at(-1)
    const size = item.version.chunks.length
    if (last && last.length < MODULES_PER_TRANSACTION && chunks + size <= CHUNKS_PER_TRANSACTION) {
      last.push(item)
      chunks += size
    } else {
      batches.push([item])
      chunks = size
    }
  }
  return batches
}

function toResult(
  { path, problems, contentHash }: ImportCandidate,
  outcome: StoreOutcome,
  states: Awaited<ReturnType<typeof readCurrentStates>>,
): ImportResultDto {
  const { moduleId: id } = outcome
  if (outcome.status === 'created' || outcome.status === 'updated') {
    return { path, status: outcome.status, id, version: outcome.version, problems }
  }
  if (outcome.status === 'outdated' && states.get(id)?.contentHash === contentHash) {
    return { path, status: 'unchanged', id, version: outcome.latestVersion, problems }
  }
  const problem: ModuleProblem =
    outcome.status === 'cycle'
      ? {
          path: 'dependencies',
          message: `The dependencies form a cycle: ${outcome.path.join(' → ')}.`,
          severity: 'error',
        }
      : { message: 'The module was changed while this import ran. Import the file again.', severity: 'error' }
  return { path, status: 'failed', id, problems: [...problems, problem] }
}
