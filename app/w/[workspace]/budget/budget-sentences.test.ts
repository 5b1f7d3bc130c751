import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { mapSections, SECTION_NAMES, type Usage } from '@/lib/engine'
import { wordTokenizer } from '@/lib/engine/assemble/prepared.fixture'
import { preparedContext } from '@/lib/engine/assemble/prepared-arbitrary.fixture'
import { isConsistent } from '@/lib/engine/vocabulary/reasons'
import { describeRest } from './describe-rest'
import { explainNoChange } from './explain-no-change'
import { describeFit, scaleOfShares } from './share-scale'
import { assembleTrial, compareIncluded, keyOf, type Trial, trialOf } from './what-if'

/** Parts of the window, of which the sum may be above it. */
const shares = fc
  .tuple(...SECTION_NAMES.map(() => fc.integer({ min: 0, max: 60 })))
  .map((parts) => Object.fromEntries(SECTION_NAMES.map((name, at) => [name, parts[at]! / 100])) as Trial['shares'])

const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*%?/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

const percent = (share: number) => Math.round(100 * share)

/** Every kind of sentence that was met. */
const met = new Set<string>()

/** Takes each clause of the sentence by itself; a clause that is not known here fails. */
function expectTrueNoChange(sentence: string, before: Usage, after: Usage, was: Trial['shares'], is: Trial['shares']) {
  const sectionOf = (label: string) => SECTION_NAMES.find((name) => name === label.toLowerCase())!
  if (sentence.startsWith('The same is sent: ')) {
    met.add('same content')
    const parts = sentence.matchAll(/(\w+) uses ([\d,]+) of ([\d,]+) tokens \((as before|[\d,]+ before)\)/g)
    const told = [...parts]
    expect(told.map(([, label]) => sectionOf(label!))).toEqual(
      SECTION_NAMES.filter((name) => Math.abs(is[name] - was[name]) >= 0.0005),
    )
    for (const [, label, used, allocated, change] of told) {
      const name = sectionOf(label!)
      expect(numbersIn(used!)).toEqual([after.sections[name].used])
      expect(numbersIn(allocated!)).toEqual([after.sections[name].allocated])
      const granted = change === 'as before' ? after.sections[name].allocated : numbersIn(change!)[0]
      expect(before.sections[name].allocated).toBe(granted)
    }
    return
  }
  const parts = /^(\w+) is granted ([\d,]+) tokens at (\d+)% and at (\d+)%: (.*)$/.exec(sentence)
  const [, label, allocated, from, to, why = ''] = parts ?? []
  const name = sectionOf(label!)
  const now = after.sections[name]
  expect(numbersIn(allocated!)).toEqual([now.allocated])
  expect(before.sections[name].allocated).toBe(now.allocated)
  expect([Number(from), Number(to)]).toEqual([percent(was[name]), percent(is[name])])
  if (why.startsWith('adapting')) {
    met.add('adapted')
    expect(now.share).toBe(before.sections[name].share)
    expect(numbersIn(why)).toEqual([percent(now.share)])
    return
  }
  const own = Math.floor(now.share * after.contextWindow)
  expect(numbersIn(why)[0]).toBe(own)
  if (why.includes('must be sent')) {
    met.add('granted more')
    expect(own).toBeLessThan(now.allocated)
  } else if (why.includes('its content takes')) {
    met.add('content')
    expect(numbersIn(why)[1]).toBe(now.used)
  } else {
    met.add('no more left')
    expect(why).toContain('the reserve and the other sections leave no more')
    expect(now.used).toBe(now.allocated)
    expect(own).toBeGreaterThanOrEqual(now.allocated)
  }
}

describe('sentences of the budget screen', { timeout: 120_000 }, () => {
  it('are true of any composition and any shares', () => {
    fc.assert(
      fc.property(preparedContext, shares, fc.integer({ min: 200, max: 3_000 }), (prepared, tried, contextWindow) => {
        const original = { ...trialOf(prepared), model: { ...trialOf(prepared).model, contextWindow } }
        const trial = { ...original, shares: tried }
        const before = assembleTrial(prepared, original, wordTokenizer)
        const after = assembleTrial(prepared, trial, wordTokenizer)
        if (after.error !== null) {
          met.add('does not fit')
          const [required = 0, available = 0] = numbersIn(after.error)
          expect(required).toBeGreaterThan(available)
          return
        }
        const { usage } = after.context
        // “Allocated” is what was granted: it holds what is used, and all of it fits beside reserve and margin
        const granted = SECTION_NAMES.map((name) => usage.sections[name])
        for (const { allocated, used } of granted) expect(used).toBeLessThanOrEqual(allocated)
        const taken = granted.reduce((sum, { allocated }) => sum + allocated, 0)
        expect(taken + usage.reservedForResponse + usage.safetyMargin).toBeLessThanOrEqual(usage.contextWindow)
        // “N tokens are sent”
        expect(granted.reduce((sum, { used }) => sum + used, 0)).toBe(usage.inputTokens)

        const fit = describeFit(tried, usage)
        if (fit !== 'drag a border') {
          met.add('shortened')
          const [asked = 0, room = 0, scale] = numbersIn(fit)
          expect(asked).toBeGreaterThan(room)
          expect(room).toBe(usage.contextWindow - usage.reservedForResponse - usage.safetyMargin)
          expect(scale).toBe(percent(scaleOfShares(tried, usage)))
        }
        if (before.error !== null) return
        const { fallsOut, comesIn } = compareIncluded(before.context, after.context)
        const sent = new Set(after.context.trace.spans.map(({ moduleId }) => moduleId))
        for (const candidate of comesIn) expect(sent).toContain(candidate.moduleId)
        for (const candidate of fallsOut) {
          met.add('falls out')
          expect(candidate.fate).toBe('dropped')
          expect(isConsistent(candidate.reason, candidate.because)).toBe(true)
          expect(reasonSentence(candidate)).not.toBe('')
          expect(comesIn.map(keyOf)).not.toContain(keyOf(candidate))
        }
        if (fallsOut.length + comesIn.length > 0) return
        const sentence = explainNoChange(
          { shares: original.shares, usage: before.context.usage },
          { shares: tried, usage },
        )
        if (sentence !== null) {
          expectTrueNoChange(sentence, before.context.usage, usage, original.shares, tried)
        }
      }),
      { numRuns: 600, seed: 1 },
    )
  })

  it('name the share that adapting makes of both', () => {
    const is = { instructions: 0.1, profile: 0, knowledge: 0.5, history: 0, query: 0.1 }
    const was = { ...is, knowledge: 0.4 }
    const sections = mapSections(() => ({ share: 0.3, allocated: 90, used: 80 }))
    const usage = { model: 'm', contextWindow: 300, reservedForResponse: 0, safetyMargin: 0, inputTokens: 80, sections }
    const sentence = explainNoChange({ shares: was, usage }, { shares: is, usage })
    expectTrueNoChange(sentence ?? '', usage, usage, was, is)
  })

  it('were all met', () => {
    expect([...met].sort()).toEqual([
      'adapted',
      'content',
      'does not fit',
      'falls out',
      'granted more',
      'no more left',
      'same content',
      'shortened',
    ])
  })
})

it('the tokens of what is sent and those beside it are the tokens that are sent', () => {
  fc.assert(
    fc.property(preparedContext, (prepared) => {
      const { context } = assembleTrial(prepared, trialOf(prepared), wordTokenizer)
      if (!context) return
      const sentence = describeRest(context)
      const listed = context.trace.candidates.filter(({ fate }) => fate === 'included')
      const sum = listed.reduce((tokens, candidate) => tokens + candidate.tokens, 0)
      const [rest = 0] = numbersIn(sentence ?? '')
      expect(sum + rest).toBe(Math.max(sum, context.usage.inputTokens))
      expect(sentence?.includes('what was said before') ?? false).toBe(
        sentence !== undefined && context.usage.sections.history.used > 0,
      )
    }),
    { numRuns: 50 },
  )
})

it('of a model whose tokens are estimated, what the estimate adds is told apart', () => {
  const candidates = [{ fate: 'included', tokens: 1_000 }] as never[]
  const sections = mapSections(() => ({ share: 0.2, allocated: 0, used: 0 }))
  const usage = { model: 'm', contextWindow: 4_000, reservedForResponse: 0, safetyMargin: 0, sections }
  const counting = { isExact: false, percent: 140, errorPercent: 20 }
  const tell = (inputTokens: number, counted = counting) =>
    describeRest({ usage: { ...usage, inputTokens, counting: counted }, trace: { candidates } as never })
  expect(tell(1_500)).toBe(
    '500 more tokens: 400 because the tokens of this model are estimated, at 140% of those in this list, and 100 for the question and the lines around each part.',
  )
  expect(tell(1_500, { isExact: true, percent: 100, errorPercent: 0 })).toBe(
    '500 more tokens for the question and the lines around each part.',
  )
})
