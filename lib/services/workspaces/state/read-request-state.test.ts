import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { listProviderRows } from '@/lib/indexing/providers/find-model'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { readRequestState } from './read-request-state'

test('has the providers as a list of them has, dates included', async () => {
  const { workspaceId } = await createTestWorkspace('request-state')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const { actor } = await createTestUser(workspaceId, 'admin')
  for (const name of ['First', 'Second']) {
    await saveProvider(actor, { kind: 'anthropic', name, apiKey: 'a-key', models: [] })
  }
  const { providers } = await readRequestState(workspaceId)
  expect(providers).toMatchObject(await listProviderRows(workspaceId))
  expect(providers).toHaveLength(2)
})
