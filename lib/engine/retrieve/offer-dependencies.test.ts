import { expect, it } from 'vitest'
import { sampleCandidate, sampleModule } from '../testing/samples.fixture'
import type { Candidate } from '../vocabulary/types'
import { offerDependencies } from './offer-dependencies'

const MODULES = [
  sampleModule({ moduleId: 'basis', dependencies: ['ground'] }),
  sampleModule({ moduleId: 'ground' }),
  sampleModule({ moduleId: 'extra', dependencies: ['deep'] }),
  sampleModule({ moduleId: 'deep' }),
]
const retrieval = { getModules: async (ids: string[]) => MODULES.filter(({ moduleId }) => ids.includes(moduleId)) }

function needing(moduleId: string, dependencies: string[], change: Partial<Candidate> = {}): Candidate {
  const candidate = sampleCandidate(`${moduleId}#0`, 'a text')
  return { ...candidate, ...change, module: { ...candidate.module, moduleId, dependencies } }
}

it('offers what only spare ones need as spare too, however far down', async () => {
  const found = [needing('found', ['basis']), needing('spare', ['ground', 'extra'], { isSpare: true })]
  const { offered } = await offerDependencies(found, new Set(), { excludes: [], filters: {} }, retrieval)
  expect(offered.map(({ module, neededBy, isSpare }) => [module.moduleId, neededBy, isSpare])).toEqual([
    ['basis', ['found'], undefined],
    ['ground', ['basis', 'spare'], undefined],
    ['extra', ['spare'], true],
    ['deep', ['extra'], true],
  ])
})
