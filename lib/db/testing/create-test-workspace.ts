import { randomUUID } from 'node:crypto'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import { prisma } from '../client'

/** An empty workspace with its `production` release and the plain offline embedder, and the system as who acts in it. */
export async function createTestWorkspace(
  name = 'test',
): Promise<{ workspaceId: string; slug: string; actor: { kind: 'system'; workspaceId: string; name: string } }> {
  const id = randomUUID()
  const slug = `${name}-${id.slice(0, 8)}`
  await prisma.organization.create({
    data: {
      id,
      name,
      slug,
      state: { create: {} },
      settings: { create: {} },
      progress: { create: {} },
      releases: { create: { id: 'production', state: { create: {} } } },
      // not automatic: no index is swapped in the background while a test looks
      embeddings: { create: FIRST_EMBEDDING_INDEX },
    },
  })
  return { workspaceId: id, slug, actor: { kind: 'system', workspaceId: id, name: 'test' } }
}
