import { expect, it } from 'vitest'
import { describeChanged, describeCosts, describeProgress } from './effect-words'

it('counts the contexts that change, that stay, and that are not there', () => {
  const told = { done: 12, total: 12, changed: 3, unchanged: 9, lost: 0, notComposed: 0 }
  expect(describeProgress(told)).toBe('3 of 12 contexts change, 9 stay as they are.')
  expect(describeProgress({ ...told, lost: 2 })).toBe(
    '3 of 12 contexts change, 9 stay as they are; 2 lose a required module.',
  )
  expect(describeProgress({ ...told, done: 1, total: 1, changed: 1, unchanged: 0, lost: 1 })).toBe(
    '1 of 1 context changes; 1 loses a required module.',
  )
  expect(describeProgress({ ...told, done: 1, total: 1, changed: 1, unchanged: 0 })).toBe('1 of 1 context changes.')
  expect(describeProgress({ ...told, done: 1, total: 1, changed: 0, unchanged: 1 })).toBe(
    '0 of 1 context changes, 1 stays as it is.',
  )
  expect(describeProgress({ ...told, done: 3, total: 3, changed: 1, unchanged: 1, notComposed: 1 })).toBe(
    '1 of 3 contexts changes, 1 stays as it is. 1 context could not be composed.',
  )
})

it('does not call those that are composed all of them', () => {
  const told = { done: 20, total: 200, changed: 18, unchanged: 2, lost: 1, notComposed: 0 }
  expect(describeProgress(told)).toBe(
    '20 of 200 contexts are composed: 18 change, 2 stay as they are; 1 loses a required module.',
  )
  expect(describeProgress({ ...told, done: 1, changed: 1, unchanged: 0, lost: 0 })).toBe(
    '1 of 200 contexts is composed: 1 changes.',
  )
})

it('tells a context by its tokens and items, or by why it is not there', () => {
  const counts = { in: 1, out: 0, edited: 0, cut: 0, moved: 0, same: 4 }
  const sides = { a: 'qs;query=q', b: 'qs;query=q;release=r' }
  const checks = { modules: [], broken: [], mended: [], isPrefixKept: true }
  const context = {
    queryId: 'q',
    query: 'Why?',
    counts,
    inputTokens: { a: 100, b: 140 },
    ...{ model: 'm', inputUsd: null },
    size: 40,
    ...checks,
    ...sides,
  }
  expect(describeChanged({ ...context, error: null })).toContain('+40 tokens')
  expect(describeChanged({ ...context, error: null })).not.toContain('$')
  const inputUsd = { a: 0.001, b: 0.0014 }
  expect(describeChanged({ ...context, inputUsd, error: null })).toContain('+40 tokens · $0.001 → $0.0014 · in 1')
  const module = { moduleId: 'chunks', title: 'Chunks', change: 'out' as const, tokens: { a: 9, b: 0 }, isLost: true }
  expect(describeChanged({ ...context, modules: [module, module], error: null })).toContain('· loses Chunks')
  const passage = { ...module, title: 'Chunks › Size › Overlap' }
  expect(describeChanged({ ...context, modules: [passage, module], error: null })).toMatch(/· loses Chunks$/)
  expect(describeChanged({ ...context, error: 'With the change: it does not fit.' })).toBe(
    'With the change: it does not fit.',
  )
})

it('sums up what the input costs, of models that have a price', () => {
  const priced = { inputUsd: { a: 0.01, b: 0.02 } }
  expect(describeCosts([priced, priced])).toBe('Their input costs $0.02 → $0.04.')
  expect(describeCosts([priced, { inputUsd: null }])).toBe('The input of 1 of them costs $0.01 → $0.02.')
  expect(describeCosts([{ inputUsd: { a: 0.01, b: 0.01 } }])).toBe('Their input costs $0.01 on both sides.')
  expect(describeCosts([{ inputUsd: null }])).toBe('')
})
