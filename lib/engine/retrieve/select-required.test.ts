import { describe, expect, it } from 'vitest'
import { sampleModule } from '../testing/samples.fixture'
import type { RetrievalPort } from '../vocabulary/ports'
import type { ModuleSnapshot } from '../vocabulary/types'
import { selectRequired } from './select-required'

type Fields = Parameters<typeof sampleModule>[0]

function select(modules: Fields[], pins: string[] = [], excludes: string[] = [], matching: string[] = []) {
  const all = modules.map((fields) => sampleModule(fields))
  const retrieval: Pick<RetrievalPort, 'listStandingModules' | 'getModules'> = {
    listStandingModules: async () => all.filter(({ activation }) => activation === 'always' || activation === 'rule'),
    getModules: async (ids) => ids.flatMap((id) => all.find(({ moduleId }) => moduleId === id) ?? []),
  }
  const matchRule = (module: ModuleSnapshot) => (matching.includes(module.moduleId) ? 'keyword "x"' : undefined)
  return selectRequired({ pins, excludes }, retrieval as RetrievalPort, matchRule)
}

const outline = ({ required }: Awaited<ReturnType<typeof select>>) =>
  required.map(({ module, reason, section }) => `${module.moduleId} ${reason} ${section}`)

describe('selectRequired', () => {
  it('takes always-on, matching and pinned modules, in this order, and no others', async () => {
    const result = await select(
      [
        { moduleId: 'pin', activation: 'manual' },
        { moduleId: 'rule', activation: 'rule' },
        { moduleId: 'silent', activation: 'rule' },
        { moduleId: 'base', activation: 'always' },
        { moduleId: 'manual', activation: 'manual' },
      ],
      ['pin'],
      [],
      ['rule'],
    )
    expect(outline(result)).toEqual([
      'base required_always instructions',
      'rule required_rule instructions',
      'pin pinned knowledge',
    ])
    expect(result.required[1]?.because).toEqual({ of: 'keyword "x"' })
    expect(result.required.every(({ isRequired, isDropped }) => isRequired && !isDropped)).toBe(true)
  })

  it('brings dependencies transitively, before what needs them, a diamond once', async () => {
    const result = await select(
      [
        { moduleId: 'top', dependencies: ['left', 'right'] },
        { moduleId: 'left', dependencies: ['bottom'] },
        { moduleId: 'right', dependencies: ['bottom'] },
        { moduleId: 'bottom' },
      ],
      ['top'],
    )
    expect(outline(result)).toEqual([
      'bottom required_dependency knowledge',
      'left required_dependency knowledge',
      'right required_dependency knowledge',
      'top pinned knowledge',
    ])
    expect(result.required[0]?.because).toEqual({ of: 'left' })
  })

  it('ends on a cycle', async () => {
    const result = await select(
      [
        { moduleId: 'a', dependencies: ['b'] },
        { moduleId: 'b', dependencies: ['a'] },
      ],
      ['a'],
    )
    expect(outline(result)).toEqual(['b required_dependency knowledge', 'a pinned knowledge'])
  })

  it('keeps what always-on modules need among the instructions', async () => {
    const result = await select([
      { moduleId: 'base', activation: 'always', dependencies: ['terms'] },
      { moduleId: 'terms' },
    ])
    expect(outline(result)).toEqual(['terms required_dependency instructions', 'base required_always instructions'])
  })

  it('does not let a rule or a pin change what stands in the prefix', async () => {
    const modules: Fields[] = [
      { moduleId: 'base', activation: 'always', dependencies: ['terms'] },
      { moduleId: 'terms', activation: 'rule' },
    ]
    const plain = await select(modules)
    expect(await select(modules, ['terms'], [], ['terms'])).toEqual(plain)
    expect(outline(plain)[0]).toBe('terms required_dependency instructions')
  })

  it('warns of a missing dependency and a missing pin', async () => {
    const { warnings, required } = await select([{ moduleId: 'a', dependencies: ['gone'] }], ['a', 'nowhere'])
    expect(required).toHaveLength(1)
    expect(warnings).toEqual([
      'pinned module nowhere is not in the release',
      'a depends on gone, which is not in the release',
    ])
  })

  it('lets an exclude win over always, rule, pin and dependency, and reports it', async () => {
    const result = await select(
      [
        { moduleId: 'base', activation: 'always' },
        { moduleId: 'rule', activation: 'rule' },
        { moduleId: 'pin', dependencies: ['dep'] },
        { moduleId: 'dep' },
        { moduleId: 'both' },
      ],
      ['pin', 'both'],
      ['base', 'rule', 'dep', 'both', 'unknown'],
      ['rule'],
    )
    expect(outline(result)).toEqual(['pin pinned knowledge'])
    expect(result.excluded.map(({ module, reason, isDropped }) => [module.moduleId, reason, isDropped])).toEqual(
      ['base', 'rule', 'dep', 'both'].map((id) => [id, 'excluded_by_request', true]),
    )
    expect(result.warnings).toEqual(['pin depends on dep, which the request excludes'])
  })
})
