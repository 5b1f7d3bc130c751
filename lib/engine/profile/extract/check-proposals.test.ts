import { describe, expect, it } from 'vitest'
import { DEFAULT_FACT_KEYS } from '../fact-keys'
import { checkProposals, type FactProposal, statementsOfSelf } from './check-proposals'

const check = (message: string, ...proposals: Partial<FactProposal>[]) =>
  checkProposals(
    message,
    proposals.map((proposal) => ({ key: 'uses', value: 'Bazel', quote: message, confidence: 0.8, ...proposal })),
    { keys: DEFAULT_FACT_KEYS, extractor: 'reader' },
  ).map(({ key, value }) => `${key}=${value}`)

describe('what a model is shown', () => {
  it('is what a person states of themselves', () => {
    const message = [
      'Our builds all go through Bazel.',
      'Do I need Gradle?',
      'If I were a pilot, I would fly.',
      'My boss is a lawyer.',
      'The sky is blue.',
      '> I am a quoted nurse.',
      '```\nI am code\n```',
      'My password is hunter2.',
    ].join('\n')
    expect(statementsOfSelf(message)).toEqual(['Our builds all go through Bazel'])
  })

  it('tells in French and Spanish who is spoken of', () => {
    expect(statementsOfSelf('Ma maison est à Lyon. Mon frère vit à Metz. Il pleut.')).toEqual(['Ma maison est à Lyon'])
    expect(statementsOfSelf('Mi casa está en Vigo. Mi jefa vive en Lugo. Llueve.')).toEqual(['Mi casa está en Vigo'])
  })

  it('takes no English preposition for a French pronoun', () => {
    expect(statementsOfSelf('Anna Smith lives on Main Street and earns 90k.')).toEqual([])
    expect(statementsOfSelf('Anna Smith lives on a boat and earns 90k.')).toEqual([])
    expect(statementsOfSelf('Anna Smith lives in the US.')).toEqual([])
    expect(statementsOfSelf('On utilise Bazel.')).toEqual(['On utilise Bazel'])
  })

  it('does not show whom somebody votes for', () => {
    expect(statementsOfSelf('Voté por Vox. Soy de Vigo.')).toEqual(['Soy de Vigo'])
  })

  it('shows a gap where a sentence quotes', () => {
    expect(statementsOfSelf('I replied "I am the pope" from my desk.')).toEqual(['I replied  …  from my desk'])
  })

  it('is nothing of a pasted document', () => {
    expect(statementsOfSelf(`I am here.\n\n${'I am a plumber. '.repeat(400)}\n\nThanks.`)).toEqual(['I am here'])
  })
})

describe('a proposal', () => {
  const said = 'Our builds all go through Bazel.'

  it('holds where its quote and value stand in the message', () => {
    expect(check(said, { quote: 'builds all go through Bazel' })).toEqual(['uses=Bazel'])
  })

  it('is as certain as the model says, and never as a rule', () => {
    const proposal = { key: 'uses', value: 'Bazel', quote: said.slice(0, -1), confidence: 1 }
    const [fact] = checkProposals(said, [proposal], { keys: DEFAULT_FACT_KEYS, extractor: 'reader' })
    const quote = 'Our builds all go through Bazel'
    expect(fact).toEqual({
      key: 'uses',
      value: 'Bazel',
      source: 'inferred',
      confidence: 0.9,
      extractor: 'reader',
      quote,
    })
  })

  it.each<[string, Partial<FactProposal>]>([
    ['a made-up quote', { quote: 'We use Bazel' }],
    ['an empty quote', { quote: '' }],
    ['a value that the quote does not hold', { quote: 'builds all go through Bazel', value: 'Gradle' }],
    ['a value without words', { quote: 'builds all go through Bazel', value: '…' }],
    ['a key that is not allowed', { quote: 'builds all go through Bazel', key: 'salary' }],
    ['a topic of a key without topics', { quote: 'builds all go through Bazel', key: 'uses:tools' }],
    ['doubt', { quote: 'builds all go through Bazel', confidence: 0.3 }],
    ['no number', { quote: 'builds all go through Bazel', confidence: Number.NaN }],
    ['a language that is none', { quote: 'builds all go through Bazel', key: 'language' }],
  ])('is refused for %s', (_, proposal) => {
    expect(check(said, proposal)).toEqual([])
  })

  it.each([
    'Do our builds go through Bazel?',
    'If our builds went through Bazel, we would be faster.',
    'My boss likes it when our builds go through Bazel.',
    '> Our builds all go through Bazel.',
    'The builds all go through Bazel.',
  ])('is refused for what says nothing of its author: %s', (message) => {
    expect(check(message, { quote: message.replace(/^> |[.?]$/g, '') })).toEqual([])
  })

  it('takes a language and a time zone by their own names', () => {
    const message = 'Mit mir bitte auf Deutsch, ich sitze in Europe/Berlin.'
    const quote = message.slice(0, -1)
    const both = [
      { key: 'language', value: 'German', quote },
      { key: 'timezone', value: 'Europe/Berlin', quote },
    ]
    expect(check(message, ...both)).toEqual(['language=German', 'timezone=Europe/Berlin'])
    expect(check(message, { key: 'language', value: 'French', quote })).toEqual([])
  })

  it('counts once', () => {
    const one = { quote: 'through Bazel' }
    expect(check(said, one, one)).toEqual(['uses=Bazel'])
  })
})
