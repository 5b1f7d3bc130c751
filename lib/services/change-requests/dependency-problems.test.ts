import { beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { mergeChangeRequest } from './merge-change-request'

let actor: Actor

const source = (name: string, needs: string[] = []) =>
  `---\nname: ${name}\ndependencies: [${needs.join(', ')}]\n---\n\n# ${name}\n\n${name} eat fish.\n`
const put = (...files: [name: string, needs: string[]][]) =>
  importModules(actor, {
    files: files.map(([name, needs]) => ({ path: `${name.toLowerCase()}.md`, content: source(name, needs) })),
  })
const text = (name: string, needs: string[]) => ({ moduleId: name.toLowerCase(), source: source(name, needs) })
const propose = async (edits: object[], more = {}) => {
  const { number } = await createChangeRequest(actor, { title: 'Birds', edits, ...more })
  return getChangeRequest(actor, { number })
}

beforeEach(async () => {
  const workspace = await createTestWorkspace('dependency-problems')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await put(['Herons', ['waders']], ['Waders', []], ['Storks', ['nowhere']])
})

it('warns of what a module would miss, and merges all the same', async () => {
  const { number, warnings, cycle } = await propose([{ moduleId: 'waders', kind: 'archive' }])
  expect({ warnings, cycle }).toEqual({
    warnings: ['“Herons” needs “Waders”, which would not be in production.'],
    cycle: null,
  })
  expect(await mergeChangeRequest(actor, { number })).toMatchObject({ status: 'merged', warnings: [] })
})

it('warns of a new dependency on nothing, and not of one that production misses already', async () => {
  const both = [text('Storks', ['nowhere', 'reeds']), text('Waders', ['storks'])]
  const change = await propose(both)
  expect(change.warnings).toEqual(['“Storks” needs “reeds”, which would not be in production.'])
  const reeds = await propose([...both, text('Reeds', [])])
  expect(reeds.warnings).toEqual([])
})

it('says which cycle two requests close together, before somebody merges the second', async () => {
  const first = await propose([text('Storks', ['herons'])])
  const second = await propose([text('Waders', ['storks'])])
  expect([first.cycle, second.cycle]).toEqual([null, null])
  await mergeChangeRequest(actor, { number: first.number })
  const { number } = second
  const cycle = (await getChangeRequest(actor, { number })).cycle
  expect(cycle).toBe('The dependencies form a cycle: Waders → Storks → Herons → Waders.')
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({
    ...{ code: 'VALIDATION', message: `${cycle} Nothing was merged.` },
    data: { cycle: ['waders', 'storks', 'herons', 'waders'] },
  })
})

it('looks at what another release holds', async () => {
  const { id: target } = await createRelease(actor, { name: 'Staging' })
  const taken = await propose([{ moduleId: 'waders', kind: 'version', version: null }], { target })
  expect(taken.warnings).toEqual(['“Herons” needs “Waders”, which would not be in “Staging”.'])
  expect((await propose([{ moduleId: 'storks', kind: 'version', version: null }], { target })).warnings).toEqual([])
})

it('names the modules that have moved on, and where they stand', async () => {
  const { number } = await propose([text('Herons', ['waders', 'storks'])])
  await put(['Herons', []])
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({
    message: 'Production has moved on: “Herons” (herons.md). Nothing was merged: update these edits first.',
    data: { modules: [{ moduleId: 'herons', name: 'Herons', path: 'herons.md', kind: 'changed', version: 2 }] },
  })
})

it('tells a cycle of another release only where the edits close it', async () => {
  await put(['Herons', ['waders', 'storks']])
  const [older, newer] = [await createRelease(actor, { name: 'Older' }), await createRelease(actor, { name: 'Newer' })]
  const herons = (version: number) => [{ moduleId: 'herons', kind: 'version', version }]
  const { number } = await propose(herons(1), { target: older.id })
  await mergeChangeRequest(actor, { number })
  // what no import takes today, an earlier one has left
  const at = { workspaceId: actor.workspaceId, version: 1, ordinal: 1, dependencyId: 'herons' }
  const data = [
    { ...at, moduleId: 'waders' },
    { ...at, moduleId: 'storks' },
  ]
  await prisma.moduleDependency.createMany({ data })
  expect((await propose(herons(1), { target: newer.id })).warnings).toEqual([])
  expect((await propose(herons(2), { target: older.id })).warnings).toEqual([
    'The dependencies form a cycle: Herons → Storks → Herons.',
  ])
})

it('tells so many warnings one by one, and how many more there are', async () => {
  const needs = Array.from({ length: 60 }, (_, i) => `bird-${i}`)
  const { warnings } = await propose([text('Storks', needs), text('Waders', needs)])
  expect(warnings).toHaveLength(LIMITS.changeWarnings + 1)
  expect(warnings.at(-1)).toBe('And 20 more.')
})

it('names a new module as the request at hand proposes it', async () => {
  const named = (name: string, needs: string[]) => ({ moduleId: 'newts', source: source(name, needs) })
  await propose([named('First newts', [])])
  const later = await propose([named('Later newts', ['nowhere'])])
  expect(later.warnings).toEqual(['“Later newts” needs “nowhere”, which would not be in production.'])
})
