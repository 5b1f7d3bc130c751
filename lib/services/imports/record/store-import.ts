import { prisma } from '@/lib/db/client'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { averageLengths } from '@/lib/indexing/versions/average-lengths'
import { embedAndStore } from '@/lib/indexing/versions/embed-and-store'
import { prepareVersions } from '@/lib/indexing/versions/prepare-versions'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import type { StoreOptions, StoreOutcome } from '@/lib/indexing/versions/store-versions'
import { log } from '@/lib/log'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { type Actor, whoOf } from '@/lib/services/actor'
import { toTextProblem } from '@/lib/services/imports/plan/parse-files'
import { type ImportCandidate, readCurrentStates } from '@/lib/services/imports/plan/parse-import'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import { recordImport } from './record-import'

/** One transaction's worth: it keeps everybody else waiting, so it stays short. */
const MODULES_PER_TRANSACTION = 10
const CHUNKS_PER_TRANSACTION = 120

/** So many say how long texts are here; the others are still being prepared while these are stored. */
const FIRST_FILES = 100

type Prepared = { candidate: ImportCandidate; version: PreparedVersion }

/** Stores the changed files of an import in batches; each module is in completely or not at all. */
export async function storeImport(
  actor: Actor,
  workspaceId: string,
  changed: ImportCandidate[],
  { message, importId }: { message: string; importId: string },
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const overlays = await readOverlays(
    prisma,
    workspaceId,
    changed.flatMap(({ file }) => file?.metadata.id ?? []),
  )
  const readable = changed.flatMap((candidate) => (candidate.file ? [{ candidate, file: candidate.file }] : []))
  const keptNoise = await readKeptNoise(workspaceId)
  const preparing = prepareVersions(
    workspaceId,
    readable.map(({ candidate: { storedPath, contentHash }, file }) => ({
      file,
      path: storedPath,
      overlay: overlays.get(file.metadata.id),
      contentHash,
      keptNoise,
    })),
    'import',
  )
  const lengths = await findLengths(workspaceId, preparing)
  const results = new Map<ImportCandidate, ImportResultDto>()
  const candidates = readable.map(({ candidate }) => candidate)
  const fail = (candidate: ImportCandidate, error: unknown) => {
    results.set(candidate, toFailed(candidate, error))
  }
  let firstError: unknown
  let isAnyStored = false
  try {
    for await (const batch of toBatches(candidates, preparing, fail)) {
      try {
        for (const [candidate, result] of await storeBatch(actor, workspaceId, batch, { message, importId, lengths })) {
          results.set(candidate, result)
        }
        isAnyStored = true
      } catch (error) {
        firstError ??= error
        for (const { candidate } of batch) fail(candidate, error)
      }
    }
  } finally {
    queueIndexing(workspaceId)
  }
  // where nothing at all could be stored, it is not the files
  if (firstError !== undefined && !isAnyStored) throw firstError
  return results
}

async function storeBatch(
  actor: Actor,
  workspaceId: string,
  batch: Prepared[],
  { message, importId, lengths }: { message: string; importId: string; lengths: AverageLengths },
): Promise<[ImportCandidate, ImportResultDto][]> {
  const items = batch.map(({ candidate, version }) => ({
    version,
    baseVersion: candidate.current?.latestVersion ?? 0,
  }))
  const finish: StoreOptions['finish'] = async (tx, stored) => {
    const changes = stored.flatMap((outcome) =>
      outcome.status === 'created' || outcome.status === 'updated'
        ? [{ moduleId: outcome.moduleId, version: outcome.version, change: outcome.status }]
        : [],
    )
    await recordImport(tx, actor, importId, changes)
  }
  const options = { author: whoOf(actor), message, urgency: 'import', lengths, finish } as const
  const outcomes = await embedAndStore(workspaceId, items, options)
  const outdated = outcomes.flatMap((outcome) => (outcome.status === 'outdated' ? [outcome.moduleId] : []))
  const states = await readCurrentStates(workspaceId, outdated)
  return batch.flatMap(({ candidate }, i) => {
    const outcome = outcomes[i]
    return outcome ? [[candidate, toResult(candidate, outcome, states)]] : []
  })
}

/**
 * The averages that weights are pinned to: those of the workspace, or in an empty one those of the first files. Should
 * they be too far from the rest, the weights are rebuilt in the background.
 */
async function findLengths(workspaceId: string, preparing: Promise<PreparedVersion>[]): Promise<AverageLengths> {
  const pinned = await readPinnedLengths(prisma, workspaceId)
  if (pinned.averageLength > 0) return pinned
  const prepared = await Promise.allSettled(preparing.slice(0, FIRST_FILES))
  return averageLengths(prepared.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
}

async function* toBatches(
  candidates: ImportCandidate[],
  preparing: Promise<PreparedVersion>[],
  fail: (candidate: ImportCandidate, error: unknown) => void,
): AsyncGenerator<Prepared[]> {
  let batch: Prepared[] = []
  let chunks = 0
  for (const [i, candidate] of candidates.entries()) {
    const version = await preparing[i]!.catch((error: unknown) => fail(candidate, error))
    if (!version) continue
    const size = version.chunks.length
    if (batch.length > 0 && (batch.length === MODULES_PER_TRANSACTION || chunks + size > CHUNKS_PER_TRANSACTION)) {
      yield batch
      batch = []
      chunks = 0
    }
    batch.push({ candidate, version })
    chunks += size
  }
  if (batch.length > 0) yield batch
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

/** Unexpected errors may contain SQL or paths, so they are logged and never returned. */
function toFailed({ path, file, problems }: ImportCandidate, error: unknown): ImportResultDto {
  const ofText = toTextProblem(error)
  if (ofText) return { path, status: 'failed', id: file?.metadata.id, problems: [...problems, ofText] }
  const isKnown = error instanceof AppError
  if (!isKnown) log('error', 'a file was not imported', { path }, error)
  const reason = isDatabaseUnavailable(error)
    ? 'The database did not answer in time, and nothing of it was stored.'
    : 'It could not be stored, and nothing of it was. The server’s log says why.'
  const message = isKnown ? error.message : `${reason} Import the file again.`
  return { path, status: 'failed', id: file?.metadata.id, problems: [...problems, { message, severity: 'error' }] }
}
