import { describe, expect, it } from 'vitest'
import { planAblation } from './plan-ablation'
import type { AblationChange, Baseline } from './stored-ablation'
import { tellModules } from './tell-modules'

const baseline = (
  queryId: string,
  met: string[],
  sent: Record<string, number>,
  labels?: Baseline['labels'],
): Baseline => ({
  queryId,
  text: `${queryId}?`,
  inputTokens: 100,
  contextHash: queryId,
  prefixHash: 'same',
  statuses: ['holds'],
  labels: labels ?? null,
  met,
  sent: Object.entries(sent).map(([moduleId, tokens]) => ({ moduleId, tokens })),
})

const BASELINES = [
  baseline('q1', ['a', 'b'], { a: 10, b: 40 }, { recall: 0.5, sent: 1 }),
  baseline('q2', ['a', 'c'], { a: 20 }, { recall: 1, sent: 1 }),
  baseline('q3', ['c'], {}),
]

const change = (moduleId: string, queryId: string, rest: Partial<AblationChange>): AblationChange => ({
  ...{ moduleId, queryId, inputTokens: 100, broken: [], mended: [], labels: null, error: null },
  ...rest,
})

describe('planAblation', () => {
  it('leaves each module out of the contexts that met it, the most tokens first', () => {
    const { modules, pairs, notTried } = planAblation(BASELINES)
    expect(modules).toEqual([
      { moduleId: 'b', queries: [0], sentIn: 1, tokens: 40 },
      { moduleId: 'a', queries: [0, 1], sentIn: 2, tokens: 30 },
      { moduleId: 'c', queries: [1, 2], sentIn: 0, tokens: 0 },
    ])
    expect(pairs.map(({ module, query }) => `${modules[module]!.moduleId} q${query + 1}`)).toEqual([
      ...['b q1', 'a q1', 'a q2', 'c q2', 'c q3'],
    ])
    expect(notTried).toBe(0)
  })

  it('counts the modules that the limit leaves out, and leaves none half tried', () => {
    const { modules, pairs, notTried } = planAblation(BASELINES, 4)
    expect(modules.map(({ moduleId }) => moduleId)).toEqual(['b', 'a'])
    expect({ pairs: pairs.length, notTried }).toEqual({ pairs: 3, notTried: 1 })
  })
})

describe('tellModules', () => {
  const found = { querySetId: 'qs', releaseId: 'production', baselines: BASELINES, names: new Map([['b', 'Bees']]) }
  const changes = [
    change('b', 'q1', { inputTokens: 60, labels: { recall: 1, sent: 1 } }),
    change('a', 'q1', { inputTokens: 95, labels: { recall: 0, sent: 0.5 } }),
    change('a', 'q2', { inputTokens: 110, labels: { recall: 1, sent: 1 } }),
  ]

  it('adds up what is freed, and flags what makes a labelled query worse', () => {
    const { modules } = tellModules({ ...found, changes, done: 8 })
    expect(modules.map(({ name, freed, better, recall }) => ({ name, freed, better, recall }))).toEqual([
      { name: 'Bees', freed: 40, better: 1, recall: { a: 0.75, b: 1 } },
      { name: 'a', freed: -5, better: 0, recall: { a: 0.75, b: 0.5 } },
      { name: 'c', freed: 0, better: 0, recall: { a: 0.75, b: 0.75 } },
    ])
    expect(modules[0]!.contexts[0]).toMatchObject({
      query: 'q1?',
      inputTokens: { a: 100, b: 60 },
      a: 'qs;query=q1;release=production',
      b: 'qs;exclude=b;query=q1;release=production',
    })
  })

  it('tells a module once one of its contexts was tried, and whether all were', () => {
    expect(tellModules({ ...found, changes: [], done: 2 }).modules).toEqual([])
    const { modules } = tellModules({ ...found, changes: changes.slice(0, 2), done: 5 })
    expect(modules.map(({ moduleId, isDone }) => ({ moduleId, isDone }))).toEqual([
      { moduleId: 'b', isDone: true },
      { moduleId: 'a', isDone: false },
    ])
  })
})
