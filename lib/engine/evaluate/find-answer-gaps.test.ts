import { describe, expect, it } from 'vitest'
import type { AnswerGap } from '../vocabulary/answer-gap'
import { findAnswerGaps } from './find-answer-gaps'

const from = (query: string, language = 'en', labels = ['k1', 'k2']) => ({ query, language, labels: new Set(labels) })
const kindsOf = (gaps: AnswerGap[]) => gaps.map(({ kind }) => kind)
const QUERY = 'How do I roll back a deployment?'
const WHOLE =
  'Run `deploy rollback`: it puts the deployment back to the last release [k2]. Rolling back takes a minute.'

describe('findAnswerGaps', () => {
  it('finds none in an answer that cites, covers the question and knows', () => {
    expect(findAnswerGaps(WHOLE, from(QUERY))).toEqual([])
    expect(findAnswerGaps('Use the rollback of a deployment, roll it back [k7, k1].', from(QUERY))).toEqual([])
  })

  it('says that nothing was sent, or that nothing of it is cited', () => {
    expect(findAnswerGaps(WHOLE, from(QUERY, 'en', []))).toEqual([{ kind: 'nothing_sent' }])
    expect(findAnswerGaps(WHOLE.replace('[k2]', ''), from(QUERY))).toEqual([{ kind: 'uncited', items: 2 }])
    expect(kindsOf(findAnswerGaps(WHOLE.replace('k2', 'k3'), from(QUERY)))).toEqual(['uncited'])
  })

  it('says how much of the question an answer does not speak of', () => {
    const [gap] = findAnswerGaps('Yes, since March [k1].', from('Does the importer keep the order of files?'))
    expect(gap).toEqual({ kind: 'uncovered', share: 0, limit: 0.5 })
    // two of its four terms are as many as are wanted
    expect(findAnswerGaps('The importer keeps it [k1].', from('Does the importer keep the order of files?'))).toEqual(
      [],
    )
  })

  it('asks nothing of the words of a question that has none', () => {
    expect(findAnswerGaps('Fine [k1].', from('?'))).toEqual([])
  })

  it.each([
    ['en', 'I don’t know how a deployment is rolled back [k1].'],
    ['en', 'The documents do not mention how to roll back a deployment [k1].'],
    ['en', 'Rolling back a deployment is not covered in these pages [k1].'],
    ['en', 'I could not find how a deployment is rolled back [k1].'],
    ['en', 'There is no information on rolling back a deployment [k1].'],
    ['de', 'Wie man eine deployment roll back macht, geht aus den Seiten nicht hervor [k1].'],
    ['de', 'Das weiß ich nicht; deployment, roll back: keine Angaben dazu [k1].'],
    ['fr', 'Je ne sais pas comment roll back deployment [k1].'],
    ['es', 'No se menciona roll back deployment [k1].'],
    ['it', 'Roll back deployment non è specificato [k1].'],
    ['ja', 'roll back deployment についての記載はありません [k1].'],
  ])('hears that an answer does not know: %s %s', (_, answer) => {
    expect(kindsOf(findAnswerGaps(answer, from(QUERY)))).toContain('unknowing')
  })

  it.each([
    'Nobody needs to know how to roll back: the deployment does it [k1].',
    'To roll back a deployment you don’t say which release: it takes the last [k1].',
    'A deployment that was not described is rolled back by its number [k1].',
  ])('takes no other no for it: %s', (answer) => {
    expect(kindsOf(findAnswerGaps(answer, from(QUERY)))).toEqual([])
  })
})
