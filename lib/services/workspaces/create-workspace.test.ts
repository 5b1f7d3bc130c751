import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createWorkspace } from './create-workspace'

test('nobody owns more workspaces than the limit, with two made at once neither', async () => {
  const { workspaceId } = await createTestWorkspace('many')
  const { actor, userId } = await createTestUser(workspaceId, 'owner')
  const ids = Array.from({ length: LIMITS.workspacesPerPerson - 2 }, () => randomUUID())
  await prisma.organization.createMany({ data: ids.map((id) => ({ id, name: id, slug: id })) })
  await prisma.member.createMany({
    data: ids.map((id) => ({ id: `m-${id}`, organizationId: id, userId, role: 'owner' })),
  })
  const slug = () => `w-${randomUUID().slice(0, 8)}`
  const made = await Promise.allSettled([
    createWorkspace(actor, { slug: slug() }),
    createWorkspace(actor, { slug: slug() }),
  ])
  expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(createWorkspace(actor, { slug: slug() })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  expect(await prisma.member.count({ where: { userId, role: 'owner' } })).toBe(LIMITS.workspacesPerPerson)
})
