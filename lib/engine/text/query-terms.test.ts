import { describe, expect, it } from 'vitest'
import { extractQueryTerms } from './query-terms'
import { extractTerms } from './terms'

const terms = (query: string, language: string, languages = ['en']) =>
  extractQueryTerms(query, language, languages).map(({ term }) => term)
const finds = (query: string, text: string, language = 'en') => {
  const held = new Set(extractTerms(text, language).map(({ id }) => id))
  return extractQueryTerms(query, language, [language]).some(({ id }) => held.has(id))
}

describe('extractQueryTerms', () => {
  it.each([
    ['なぜ空は青いのですか', 'ja', ['空', '青い']],
    ['設定を変更する方法について教えてください', 'ja', ['設定', '変更', '方法', '教え', 'えて']],
    ['为什么天空是蓝色的', 'zh', ['天空', '蓝色']],
    ['怎么取消请求？', 'zh', ['取消', '消请', '请求']],
    ['無料の目的', 'ja', ['無料', '目的']],
    // another word begins where the script changes behind hiragana
    ['新しいカメラを使うのは', 'ja', ['新し', 'しい', 'カメ', 'メラ', '使う']],
    ['お茶', 'ja', ['茶']],
    ['서버가 왜 느린가요', 'ko', ['서버', '버가', '느린', '린가', '가요']],
  ])('leaves the function words of %s out', (query, language, expected) => {
    expect(terms(query, language)).toEqual(expected)
  })

  it.each([
    ['猫', '猫が好きです', 'ja'],
    ['茶', '日本茶の入れ方', 'ja'],
    ['水', '水质检测报告', 'zh'],
    ['집', '집에서 일하기', 'ko'],
    ['80070005', 'Update fails with 0x80070005.', 'en'],
    ['8007000E', 'Update fails with 0x8007000E.', 'en'],
    ['deadbeef', 'The magic number is 0xDEADBEEF.', 'en'],
    ['🚀', 'We launched 🚀 today', 'en'],
    ['❤️', 'Made with ❤ in Berlin', 'en'],
    ['The Who', 'Pete Townshend of The Who', 'en'],
    ['the who', 'The Who', 'en'],
    ['to be or not to be', 'To be, or not to be, that is the question.', 'en'],
    ['なぜ', 'なぜなぜ分析', 'ja'],
    ['der die das', 'Der, die, das', 'de'],
  ])('finds by %s alone: %s', (query, text, language) => {
    expect(finds(query, text, language)).toBe(true)
  })

  it('does not search for stop words beside others', () => {
    expect(terms('What do I do if it is not in the library?', 'en')).toEqual(['librari'])
  })

  it.each([
    ['Combien d’ordinateurs y a-t-il ?', 'fr', ['ordin']],
    ['Peut-on prolonger un prêt ?', 'fr', ['prolong', 'pret']],
    ['Un rendez-vous', 'fr', ['rendez-vous', 'rend']],
    // it tells no language: that of the texts
    ['comment le four', 'und', ['four']],
  ])('asks for no word that only asks: %s', (query, language, expected) => {
    const found = extractQueryTerms(query, language, [language === 'und' ? 'fr' : language])
    const ofLanguage = new Set(extractTerms(query, language === 'und' ? 'fr' : language).map(({ term }) => term))
    const named = found.filter(({ count, term }) => count === 1 && (ofLanguage.has(term) || term.includes(' ')))
    for (const term of expected) expect(found.map((each) => each.term)).toContain(term)
    expect(named.map(({ term }) => term).filter((term) => !expected.includes(term))).toEqual([])
  })

  it('counts how often a word is asked, in any of its forms', () => {
    const [library, cost] = extractQueryTerms('library cost cost costs', 'en', ['en'])
    expect([library?.count, cost?.count]).toEqual([1, 3])
  })
})
