import { describe, expect, it } from 'vitest'
import { assembleContext } from '../assemble-context'
import { describeReason } from '../vocabulary/reason-words'
import { makeCandidate, makePrepared, wordTokenizer } from './prepared.fixture'

const words = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`).join(' ')
const pin = (id: string, count: number, dependencies: string[] = []) =>
  makeCandidate(id, words(id, count), {
    reason: 'pinned',
    isRequired: true,
    section: 'knowledge',
    module: { dependencies },
  })
const needed = (id: string, count: number, of: string) =>
  makeCandidate(id, words(id, count), {
    reason: 'required_dependency',
    because: { of },
    isRequired: true,
    section: 'knowledge',
  })
const assemble = (candidates: Parameters<typeof makePrepared>[0]) => {
  const { trace, usage } = assembleContext(makePrepared(candidates), wordTokenizer)
  const of = (id: string) => trace.candidates.find(({ moduleId }) => moduleId === id)
  return { trace, usage, of }
}

describe('pinned modules', () => {
  it('are all sent where they fit', () => {
    const { of, trace } = assemble([pin('a', 100), pin('b', 100)])
    expect([of('a'), of('b')]).toMatchObject([{ reason: 'pinned' }, { reason: 'pinned' }])
    expect(trace.warnings).toEqual([])
  })

  it('that do not fit are left out with the numbers, and those that do are sent', () => {
    const { of, trace, usage } = assemble([pin('a', 100), pin('big', 50_000), pin('c', 100)])
    expect(of('a')).toMatchObject({ fate: 'included', reason: 'pinned' })
    expect(of('c')).toMatchObject({ fate: 'included', reason: 'pinned' })
    expect(of('big')).toMatchObject({ fate: 'dropped', reason: 'pin_over_budget', because: { unit: 'tokens' } })
    const { compared, limit } = of('big')!.because!
    expect(compared).toBeGreaterThan(limit!)
    // what knowledge had for it is the window without what the others must have
    const room = usage.contextWindow - usage.reservedForResponse - usage.safetyMargin
    expect(limit).toBeLessThanOrEqual(room)
    const numbers = (text: string) => (text.match(/\d[\d,]+/g) ?? []).map((each) => Number(each.replaceAll(',', '')))
    expect(numbers(describeReason('pin_over_budget', of('big')!.because))).toEqual([compared, limit])
    expect(trace.warnings).toHaveLength(1)
    expect(trace.warnings[0]).toContain('pinned module big did not fit')
    expect(numbers(trace.warnings[0]!)).toEqual([compared, limit])
  })

  it('take what only they need with them, and leave what others need', () => {
    const { of } = assemble([
      needed('shared', 20, 'big'),
      needed('own', 20, 'big'),
      pin('big', 50_000, ['shared', 'own']),
      pin('small', 20, ['shared']),
    ])
    expect(of('shared')).toMatchObject({ fate: 'included', reason: 'required_dependency' })
    expect(of('own')).toMatchObject({ fate: 'dropped', reason: 'not_needed', because: { of: 'big' } })
    expect(of('small')).toMatchObject({ fate: 'included', reason: 'pinned' })
  })
})
