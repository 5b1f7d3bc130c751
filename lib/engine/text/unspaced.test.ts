import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedLettersOf, katakanaWordsOf, lettersOf } from './unspaced'

describe('askedLettersOf', () => {
  it('searches by no pair of letters that reaches over the border of two words', () => {
    expect(askedLettersOf('新しいプロジェクト')).not.toContain('いプ')
    expect(askedLettersOf('プラグイン設定')).toContain('ン設')
  })

  it('searches by letters and pairs that the text itself has, and by something', () => {
    const runs = fc.stringMatching(/^[あ-んア-ン一-鿋]{1,12}$/)
    fc.assert(
      fc.property(runs, (run) => {
        const asked = askedLettersOf(run)
        const all = new Set([...lettersOf(run), ...run])
        for (const letters of asked) expect(all.has(letters)).toBe(true)
      }),
    )
  })
})

it('reads the words in katakana by their pairs, short ones left out', () => {
  expect(katakanaWordsOf('ﾊﾟｽﾎﾟｰﾄの更新、バス')).toEqual([['パス', 'スポ', 'ポー', 'ート']])
  expect(katakanaWordsOf('更新')).toEqual([])
})
