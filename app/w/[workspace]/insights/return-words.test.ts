import { expect, it } from 'vitest'
import type { ModuleReturnDto } from '@/lib/schemas/insights/token-return'
import { describeIdle, judgeReturn } from './return-words'

const module = (told: Partial<ModuleReturnDto>): ModuleReturnDto => ({
  ...{ moduleId: 'm', name: 'M', sentIn: 3, tokens: 300, answers: 10, cited: 0, checks: 0, carries: 0, better: 0 },
  ...told,
})

it('says what the tokens of a module brought, the gravest first', () => {
  const words = (told: Partial<ModuleReturnDto>) => judgeReturn(module(told)).words
  expect(words({ better: 2, carries: 1, cited: 3 })).toBe('makes 2 labelled queries worse')
  expect(words({ sentIn: 0, tokens: 0 })).toBe('never sent')
  expect(words({ carries: 1, cited: 1 })).toBe('carries 1 check')
  expect(words({ cited: 1 })).toBe('cited')
  // a check that names it and holds without it carries nothing; before an ablation that is not known
  expect(words({ checks: 2 })).toBe('earns nothing')
  expect(words({ checks: 2, carries: null, better: null })).toBe('wanted by 2 checks')
  // no answer could have cited it
  expect(words({ answers: 0 })).toBe('nothing known')
})

it('calls a module idle only after ten answers that could have cited it', () => {
  expect(judgeReturn(module({ answers: 1 }))).toEqual({ tone: 'neutral', words: 'too early to say' })
  expect(judgeReturn(module({ answers: 9 })).words).toBe('too early to say')
  expect(judgeReturn(module({ answers: 10 }))).toEqual({ tone: 'warning', words: 'earns nothing' })
  expect(describeIdle([module({ answers: 9 }), module({ cited: 1 })], 1_200)).toBe('1 of 2 modules earns its tokens.')
  expect(describeIdle([module({ answers: 9 }), module({ better: 1 })], 1_200)).toBe('0 of 2 modules earn their tokens.')
  expect(describeIdle([module({ answers: 1 }), module({})], 1_200)).toBe(
    '1 module that was sent earns nothing: 300 of 1,200 tokens, 25%.',
  )
})
