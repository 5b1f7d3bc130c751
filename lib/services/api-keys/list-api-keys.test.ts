import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { createApiKey } from './create-api-key'
import { listApiKeys } from './list-api-keys'

it('tells the keys that can be used, and of those that were revoked the latest', async () => {
  const { workspaceId, actor } = await createTestWorkspace('many-keys')
  const { id } = await createApiKey(actor, { name: 'in use' })
  const revoked = LIMITS.apiKeysPerWorkspace + LIMITS.revokedApiKeysListed
  await prisma.apiKey.createMany({
    data: Array.from({ length: revoked }, (_, at) => ({
      ...{ workspaceId, id: `key_${at}`, name: `key ${at}`, scopes: ['read'], prefix: 'lo_' },
      revokedAt: new Date(Date.UTC(2026, 0, 1) + at),
    })),
  })
  const { items, total } = await listApiKeys(actor, {})
  expect(total).toBe(revoked + 1)
  expect(items).toHaveLength(revoked)
  expect(items.slice(0, 2).map((key) => key.id)).toEqual([id, `key_${revoked - 1}`])
  expect(items.at(-1)?.id).toBe('key_1')
})
