import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { getLibraryGraph } from './get-library-graph'

it('tells what each module of production depends on, and how often it was sent', async () => {
  const { workspaceId, actor } = await createTestWorkspace('library-graph')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const needing = '---\ndependencies: [water, nowhere]\ncategory: birds\n---\n\n# Herons\n\nHerons eat fish.'
  const files = [
    { path: 'birds/herons.md', content: needing },
    { path: 'water.md', content: '# Water\n\nWater is wet.' },
    { path: 'old.md', content: '# Old\n\nNobody reads this.' },
  ]
  await importModules(actor, { files })
  const ids = (await getLibraryGraph(actor, {})).modules.map(({ moduleId }) => moduleId)
  const herons = ids.find((id) => id.includes('herons'))!
  await archiveModules(actor, { ids: [ids.find((id) => id.includes('old'))!] })
  await createComposition(actor, { query: 'What do herons eat?' })
  const { contexts, isAll, modules } = await getLibraryGraph(actor, {})
  expect({ contexts, isAll }).toEqual({ contexts: 1, isAll: true })
  expect(modules).toHaveLength(2)
  const known = { path: 'birds/herons.md', category: 'birds', needs: ['nowhere', 'water'], sentIn: 1 }
  expect(modules.find(({ moduleId }) => moduleId === herons)).toMatchObject(known)
  expect(modules.find(({ moduleId }) => moduleId === 'water')).toMatchObject({ needs: [], path: 'water.md' })
})
