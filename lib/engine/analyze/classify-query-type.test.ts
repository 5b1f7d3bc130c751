import { describe, expect, it } from 'vitest'
import { classifyQueryType } from './classify-query-type'

describe('classifyQueryType', () => {
  it('reads the words that ask in Chinese, also before another word', () => {
    expect(classifyQueryType('故障原因是什么')).toBe(classifyQueryType('原因是什么'))
    expect(classifyQueryType('比較陶器和瓷器')).toBe('choice')
  })

  it('takes an indefinite word of Japanese for none that asks', () => {
    expect(classifyQueryType('いつもらえますか')).toBe(classifyQueryType('いつ届きますか'))
    expect(classifyQueryType('いつも失敗する')).not.toBe(classifyQueryType('いつ届きますか'))
  })
})
