import { createHash } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { cutText } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { type AskedQuery, findPatterns, SLOT } from './find-patterns'

/** The latest compositions, in which patterns are looked for. */
export const PATTERNED_COMPOSITIONS = 1_000
const MAX_QUERY_LENGTH = 500
const PATTERNS = 50

/** Reads the log of compositions for what is asked again and again, and makes a template of each pattern. */
export async function findQueryPatterns(workspaceId: string): Promise<void> {
  const patterns = (await findPatterns(await readAsked(workspaceId)))
    .slice(0, PATTERNS)
    .map(({ key, ...pattern }) => ({ id: idOf(key), ...pattern }))
  const ids = patterns.map(({ id }) => id)
  await prisma.$transaction(async (tx) => {
    await tx.queryPattern.deleteMany({ where: { workspaceId } })
    await tx.queryPattern.createMany({
      data: patterns.map((pattern) => ({ workspaceId, ...pattern })),
      skipDuplicates: true,
    })
    // what nobody has touched follows the patterns
    await tx.queryTemplate.deleteMany({
      where: {
        workspaceId,
        patternId: { not: null, notIn: ids },
        editedBy: { equals: Prisma.DbNull },
        deletedAt: null,
      },
    })
    await tx.queryTemplate.createMany({
      data: patterns.map(({ id, text }) => ({
        workspaceId,
        id: `qtp_${id}`,
        title: titleOf(text),
        text,
        patternId: id,
        updatedAt: new Date(),
      })),
      skipDuplicates: true,
    })
  })
}

async function readAsked(workspaceId: string): Promise<AskedQuery[]> {
  const rows = await prisma.composition.findMany({
    where: { workspaceId },
    orderBy: { createdAt: 'desc' },
    take: PATTERNED_COMPOSITIONS,
    select: { query: true, createdAt: true, actorKind: true, actorId: true, conversationId: true, profileId: true },
  })
  const conversationIds = [...new Set(rows.flatMap(({ conversationId }) => conversationId ?? []))]
  const conversations = await prisma.conversation.findMany({
    where: { workspaceId, id: { in: conversationIds }, deletedAt: null, isTemporary: false },
    select: { id: true, isShared: true },
  })
  const profileIds = [...new Set(rows.flatMap(({ profileId }) => profileId ?? []))]
  const personal = await prisma.profile.findMany({
    where: { workspaceId, id: { in: profileIds }, userId: { not: null } },
    select: { id: true },
  })
  // only a member and admins see what was asked with the member's own profile
  const isPersonal = new Set<string | null>(personal.map(({ id }) => id))
  const isShared = new Map(conversations.map((conversation) => [conversation.id, conversation.isShared]))
  return rows
    .filter(
      ({ query, conversationId }) =>
        query.length <= MAX_QUERY_LENGTH && (conversationId === null || isShared.has(conversationId)),
    )
    .map(({ query, createdAt, actorKind, actorId, conversationId, profileId }) => ({
      text: query,
      isVisible: !isPersonal.has(profileId) && (conversationId === null || isShared.get(conversationId) === true),
      askedBy: `${actorKind} ${actorId}`,
      askedAt: createdAt,
    }))
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24)
}

function titleOf(text: string): string {
  const plain = text.replaceAll(SLOT, '…').replace(/\s+/g, ' ').trim()
  return cutText(plain, LIMITS.titleLength)
}
