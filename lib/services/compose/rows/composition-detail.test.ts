import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Trace } from '@/lib/engine'
import type { StoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { packDetail, unpackDetail } from './composition-detail'

const scores = fc.dictionary(fc.constantFrom('fused', 'vector', 'lexical'), fc.double({ noNaN: true }))
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const fields = fc.record({
  moduleId: fc.string(),
  version: fc.integer(),
  chunkId: optional(fc.string()),
  tokens: fc.nat(),
  scores,
  reason: fc.constantFrom('relevant', 'below_relevance_floor'),
  because: optional(fc.record({ of: fc.string() })),
  notes: optional(fc.array(fc.string())),
})

/** Of each candidate what its trace has of its own. */
const pairs = fc.array(
  fc.tuple(fields, fc.subarray(['reason', 'because', 'notes', 'scores', 'tokens'] as const), fields),
)

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('the detail of a composition', () => {
  it('is read as it was written, whatever candidates and their traces have in common', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.integer({ min: -1, max: 1 }), async (made, more) => {
        const candidates = made.map(([candidate]) => ({ ...candidate, endOffset: 7 }))
        const traced = made.map(([candidate, own, other]) => ({
          ...candidate,
          ...Object.fromEntries(own.map((name) => [name, other[name]])),
          title: 'x',
        }))
        const prepared = { candidates: more < 0 ? candidates.slice(1) : candidates } as unknown as StoredPrepared
        const trace = { id: 'cmp', candidates: more > 0 ? traced.slice(1) : traced } as unknown as Trace
        const read = await unpackDetail(await packDetail({ prepared, trace }))
        expect(read).toEqual(asJson({ prepared, trace }))
      }),
    )
  })
})
