import { expect, it } from 'vitest'
import { describeSearch } from './describe-search'

const exact = { kind: 'exact', recall: null } as const

it('says how the nearest vectors are found', () => {
  expect(describeSearch({ chunks: exact, modules: exact })).toBe('Searched exactly: each vector is compared.')
  expect(describeSearch({ chunks: { kind: 'approximate', recall: 0.9996 }, modules: exact })).toBe(
    'Where a release does not fit in memory, chunks are searched by an approximate index, which finds 99.9% of the ten nearest; modules are searched exactly.',
  )
  expect(
    describeSearch({ chunks: { kind: 'refused', recall: 0.9 }, modules: { kind: 'making', recall: null } }),
  ).toContain(
    'chunks are searched exactly, because an approximate index found 90% of the ten nearest; modules are searched exactly until',
  )
})
