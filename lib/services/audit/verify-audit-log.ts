import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import {
  type AuditProblem,
  type AuditVerificationDto,
  auditVerificationSchema,
  verifyAuditLogSchema,
} from '@/lib/schemas/workspaces/audit-event'
import { verb } from '@/lib/services/verb'

/** Entries whose hashes are made anew at a time. */
const PART = 5_000
const EMPTY: Chain = { sequence: 0, hash: '', removedThrough: 0, removedHash: '' }

type Link = { sequence: number; hash: string; expected: string }
type Place = { sequence: number; hash: string }
type Chain = Place & { removedThrough: number; removedHash: string }

/**
 * Makes the hash of each entry of the audit log anew, from the first on. Whoever can write to the database can write the
 * whole chain anew; what shows that is a head that was noted elsewhere before.
 * @throws AppError VALIDATION for a place without its hash, or a hash without its place
 */
export const verifyAuditLog = verb({
  name: 'verifyAuditLog',
  scope: 'admin',
  effect: 'read',
  input: verifyAuditLogSchema,
  output: auditVerificationSchema,
  run: async ({ workspaceId }, { sequence, hash }) => {
    if ((sequence === undefined) !== (hash === undefined)) {
      const missing = sequence === undefined ? 'sequence' : 'hash'
      throw new AppError('VALIDATION', 'Give both the place and its hash.', { fields: { [missing]: 'is missing' } })
    }
    const noted = sequence === undefined || hash === undefined ? null : { sequence, hash }
    for (;;) {
      const chain = await readChain(workspaceId)
      const found = await verify(workspaceId, chain, noted)
      // retention may have removed entries in between
      if (chain.removedThrough === (await readChain(workspaceId)).removedThrough) return found
    }
  },
})

async function readChain(workspaceId: string): Promise<Chain> {
  const select = { sequence: true, hash: true, removedThrough: true, removedHash: true } as const
  return (await prisma.auditChain.findUnique({ where: { workspaceId }, select })) ?? EMPTY
}

async function verify(workspaceId: string, chain: Chain, noted: Place | null): Promise<AuditVerificationDto> {
  let last: Place = { sequence: chain.removedThrough, hash: chain.removedHash }
  const conclude = (problem: AuditVerificationDto['problem']): AuditVerificationDto => ({
    isIntact: problem === null,
    entries: last.sequence - chain.removedThrough,
    removed: chain.removedThrough,
    head: chain.sequence === 0 ? null : { sequence: chain.sequence, hash: chain.hash },
    problem,
  })
  const unchained = await prisma.auditEvent.count({ where: { workspaceId, OR: [{ sequence: null }, { hash: null }] } })
  if (unchained > 0)
    return conclude(
      tell(
        'unchained',
        null,
        `${unchained === 1 ? '1 entry has' : `${unchained} entries have`} no place in the chain.`,
      ),
    )
  for (let links = await readLinks(workspaceId, last, chain); links.length > 0; ) {
    for (const link of links) {
      const problem = findProblem(link, last, noted)
      if (problem) return conclude(problem)
      last = link
    }
    links = await readLinks(workspaceId, last, chain)
  }
  return conclude(findProblemOfEnd(last, chain, noted))
}

function findProblem({ sequence, hash, expected }: Link, last: Place, noted: Place | null) {
  const next = last.sequence + 1
  if (sequence !== next) return tell('missing', next, `Entry ${next} is missing.`)
  if (hash !== expected)
    return tell('changed', sequence, `What entry ${sequence} says was changed after it was written.`)
  return noted?.sequence === sequence && noted.hash !== hash ? otherThanNoted(sequence) : null
}

function findProblemOfEnd(last: Place, chain: Chain, noted: Place | null) {
  const place = last.sequence
  if (place !== chain.sequence || last.hash !== chain.hash) {
    return tell('cut', place, `The last entry was ${chain.sequence}. What came after entry ${place} is missing.`)
  }
  if (!noted) return null
  if (noted.sequence > place) {
    return tell('cut', place, `Entry ${noted.sequence} was noted. The log ends with entry ${place}.`)
  }
  return noted.sequence === chain.removedThrough && noted.hash !== chain.removedHash
    ? otherThanNoted(noted.sequence)
    : null
}

const tell = (kind: AuditProblem, sequence: number | null, message: string) => ({ kind, sequence, message })

const otherThanNoted = (sequence: number) =>
  tell('other', sequence, `Entry ${sequence} has another hash than the one that was noted: the chain was written anew.`)

/** The entries after a place and up to the chain's end, each with the hash that it should have. */
function readLinks(workspaceId: string, after: Place, { sequence }: Chain): Promise<Link[]> {
  return prisma.$queryRaw<Link[]>`
    SELECT e."sequence", e."hash",
      audit_hash(lag(e."hash", 1, ${after.hash}) OVER (ORDER BY e."sequence"), e."event") AS "expected"
    FROM (
      SELECT "sequence", "hash", "AuditEvent" AS "event" FROM "AuditEvent"
      WHERE "workspaceId" = ${workspaceId} AND "sequence" > ${after.sequence} AND "sequence" <= ${sequence}
      ORDER BY "sequence" LIMIT ${PART}
    ) e ORDER BY e."sequence"`
}
