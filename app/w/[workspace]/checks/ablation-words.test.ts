import { describe, expect, it } from 'vitest'
import type { AblatedContextDto, AblatedModuleDto, AblationDto } from '@/lib/schemas/query-sets/ablation'
import { describeRest, describeWithout, judgeModule } from './ablation-words'

const module = (told: Partial<AblatedModuleDto>): AblatedModuleDto => ({
  ...{ moduleId: 'm', name: 'M', met: 3, sentIn: 2, tokens: 100, isDone: true, freed: 100 },
  ...{ broken: 0, mended: 0, recall: null, better: 0, contexts: [] },
  ...told,
})
const context = (a: number | null, b: number | null, error: string | null = null) =>
  ({ inputTokens: { a, b }, error }) as AblatedContextDto

describe('the words of an ablation', () => {
  it('judge a module, the gravest first', () => {
    const words = (told: Partial<AblatedModuleDto>) => judgeModule(module(told)).map((each) => each.words)
    expect(words({ better: 1, broken: 2 })).toEqual(['makes 1 labelled query worse', 'carries 2 checks'])
    expect(words({ mended: 1 })).toEqual(['1 check holds only without it'])
    expect(words({ recall: { a: 1, b: 0.5 } })).toEqual(['its labels are lost without it'])
    expect(words({ contexts: [context(100, 60)] })).toEqual(['no check needs it'])
    expect(words({ contexts: [context(100, 100)], sentIn: 0 })).toEqual(['is never sent'])
    expect(words({})).toEqual(['changes nothing'])
  })

  it('tell what a context is like without it', () => {
    expect(describeWithout(context(1_300, 100))).toBe('−1,200 tokens')
    expect(describeWithout(context(100, 101))).toBe('+1 token')
    expect(describeWithout(context(100, 100))).toBe('as many tokens')
    expect(describeWithout(context(100, null, 'It does not fit.'))).toBe('It does not fit.')
    expect(describeWithout(context(null, 100))).toBe('composed only without it')
  })

  it('count what the table leaves out', () => {
    const modules = [module({}), module({ sentIn: 0 }), module({ sentIn: 0 })]
    expect(describeRest({ modules, notTried: 1_200 } as AblationDto)).toEqual([
      '2 modules were met by a search and never sent; no context changes without them.',
      '1,200 modules that send the least were not left out: the limit of contexts is reached.',
    ])
    expect(describeRest({ modules: [], notTried: 0 } as unknown as AblationDto)).toEqual([])
  })
})
