import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listPassages } from '@/lib/engine/assemble/list-passages'
import { wordTokenizer } from '@/lib/engine/assemble/prepared.fixture'
import { preparedContext } from '@/lib/engine/assemble/prepared-arbitrary.fixture'
import { assembleContext } from '@/lib/engine/assemble-context'
import { BudgetExceededError } from '@/lib/engine/vocabulary/errors'
import { countSent } from '@/lib/schemas/contexts/sent-context'
import { describePassages, describeUsed } from './used-words'

const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

test('the candidates that were used are those of the passages and those of the instructions', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(preparedContext, (prepared) => {
      try {
        const context = assembleContext(prepared, wordTokenizer)
        const { candidates, spans } = context.trace
        const sent = countSent(context.trace)
        const included = candidates.filter(({ fate }) => fate === 'included')
        const [used, all, instructions = 0] = numbersIn(describeUsed(sent))
        expect([used, all]).toEqual([included.length, candidates.length])
        const modulesOf = (section: string) =>
          new Set(spans.flatMap((span) => (span.section === section && span.moduleId ? span.moduleId : [])))
        expect(instructions).toBe(modulesOf('instructions').size)
        const passages = listPassages(context).length
        if (passages < 2) return
        const [told, parts = told!] = numbersIn(describePassages(passages, sent))
        met.add(parts > passages ? 'made of' : 'one each').add(instructions > 0 ? 'instructions' : 'none')
        expect(told).toBe(passages)
        // what is told of both adds up
        expect(parts + instructions).toBe(used)
      } catch (error) {
        if (!(error instanceof BudgetExceededError)) throw error
      }
    }),
    { numRuns: 400, seed: 1 },
  )
  expect([...met].sort()).toEqual(['instructions', 'made of', 'none', 'one each'])
})
