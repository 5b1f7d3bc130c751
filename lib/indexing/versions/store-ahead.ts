import { setTimeout as sleep } from 'node:timers/promises'
import { prisma } from '@/lib/db/client'
import { RENEW_MS } from '@/lib/db/lease'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { NumberClaimed } from '@/lib/db/versions/chunked-versions'
import {
  CHUNKS_AT_ONCE,
  type Claim,
  ClaimLost,
  claimNumber,
  clearNumber,
  type NumberKey,
  renewClaim,
  storePiece,
} from '@/lib/db/versions/chunks-ahead'
import { AppError } from '@/lib/errors'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import { log } from '@/lib/log'
import { newId } from '@/lib/new-id'
import type { Urgency } from '@/lib/texts/threads/fair-queue'
import { BaseChanged } from './base-changed'

const LOOK_AGAIN_MS = 200
/** Another attempt may take so long before it is told that they are too many. */
const MAX_WAIT_MS = 60_000
const RETRY_AFTER_SECONDS = 10
const MAX_TRIES = 5

export type Turn = { workspaceId: string; urgency: Urgency }

/** A version whose chunks come ahead of it. */
export type AheadVersion = {
  moduleId: string
  version: number
  chunkCount: number
  /** Stores its chunks from one place to another, with their vectors. */
  storeChunks: (tx: Transaction, from: number, to: number) => Promise<void>
}

/** Whose the stored chunks of each module are; without those whose number another version got. */
export type ChunksAhead = ReadonlyMap<string, string>

/**
 * Stores the chunks of versions piece by piece, in short transactions, for nobody to see. `work` stores the versions in a
 * last one and settles their chunks; those that it does not settle are removed. Two attempts at a number follow one
 * another.
 * @throws BaseChanged when others took a claim to be given up
 */
export async function withChunksAhead<Result>(
  turn: Turn,
  versions: AheadVersion[],
  work: (ahead: ChunksAhead) => Promise<Result>,
): Promise<Result> {
  const claims: Claim[] = []
  const renewing = setInterval(() => {
    for (const claim of claims) renewClaim(prisma, claim).catch(() => undefined)
  }, RENEW_MS)
  renewing.unref()
  try {
    // in one order: two attempts at the same modules do not wait for each other
    for (const version of versions.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))) {
      const { moduleId, version: number } = version
      const claim = { workspaceId: turn.workspaceId, moduleId, version: number, claimedBy: newId('run') }
      claims.push(claim)
      if (await waitForNumber(turn, claim, (tx) => claimNumber(tx, claim))) await storePieces(turn, claim, version)
      else claims.pop()
    }
    return await untilFree(turn, () => work(new Map(claims.map(({ moduleId, claimedBy }) => [moduleId, claimedBy]))))
  } catch (error) {
    throw error instanceof ClaimLost ? new BaseChanged() : error
  } finally {
    clearInterval(renewing)
    for (const claim of claims) await giveUp(turn, claim)
  }
}

async function storePieces(turn: Turn, claim: Claim, { chunkCount, storeChunks }: AheadVersion): Promise<void> {
  for (let from = 0; from < chunkCount; from += CHUNKS_AT_ONCE) {
    const to = Math.min(from + CHUNKS_AT_ONCE, chunkCount)
    await storeInTurn({ ...turn, chunks: to - from }, (tx) =>
      storePiece(tx, claim, { from, to }, () => storeChunks(tx, from, to)),
    )
  }
}

/** Does it again where chunks stand under a number that it wants: after the attempt that they are of, or without them. */
async function untilFree<Result>(turn: Turn, work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NumberClaimed) || tries === MAX_TRIES) throw error
      for (const { moduleId, version } of error.keys) {
        const key = { workspaceId: turn.workspaceId, moduleId, version }
        await waitForNumber(turn, key, (tx) => clearNumber(tx, key))
      }
    }
  }
}

/**
 * Looks at a number until no attempt is at it and nothing is left of one.
 * @returns false when it has become a version
 * @throws AppError UNAVAILABLE when that takes too long
 */
async function waitForNumber(
  turn: Turn,
  { moduleId }: NumberKey,
  look: (tx: Transaction) => ReturnType<typeof claimNumber>,
): Promise<boolean> {
  for (const deadline = performance.now() + MAX_WAIT_MS; performance.now() < deadline; ) {
    const state = await storeInTurn({ ...turn, chunks: 0 }, async (tx) => {
      await lockRevision(tx, turn.workspaceId)
      return look(tx)
    })
    if (state === 'claimed' || state === 'free') return true
    if (state === 'stands') return false
    if (state === 'held') await sleep(LOOK_AGAIN_MS)
  }
  const message = `“${moduleId}” is being published by others. Try again in a few seconds.`
  throw new AppError('UNAVAILABLE', message, { retryAfterSeconds: RETRY_AFTER_SECONDS })
}

/** Removes the chunks of an attempt that came to nothing; where that fails too, they are removed in the background. */
async function giveUp(turn: Turn, { claimedBy, ...key }: Claim): Promise<void> {
  try {
    while ((await storeInTurn({ ...turn, chunks: 0 }, (tx) => clearNumber(tx, key, claimedBy))) === 'clearing');
  } catch (error) {
    log('warn', 'chunks of a version that was not stored are left', { module: key.moduleId }, error)
  }
}
