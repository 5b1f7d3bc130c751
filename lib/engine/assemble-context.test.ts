import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCandidate, makePrepared, wordTokenizer } from './assemble/prepared.fixture'
import { preparedContext } from './assemble/prepared-arbitrary.fixture'
import { assembleContext } from './assemble-context'
import { loadTokenizer } from './tokens/tokenizer'
import type { ComposedContext, PreparedContext } from './vocabulary/composition'
import { BudgetExceededError } from './vocabulary/errors'
import type { Tokenizer } from './vocabulary/ports'
import { isConsistent } from './vocabulary/reasons'
import type { CandidateTrace, Span } from './vocabulary/trace'
import { type Candidate, MODEL_FAMILIES, type ModelFamily, SECTION_NAMES } from './vocabulary/types'

const real = new Map<ModelFamily, Tokenizer>()
beforeAll(async () => {
  for (const family of MODEL_FAMILIES) real.set(family, await loadTokenizer(family))
})

const TOKENIZERS: { name: string; tokenizerFor: (family: ModelFamily) => Tokenizer }[] = [
  { name: 'words', tokenizerFor: () => wordTokenizer },
  { name: 'the real tokenizers', tokenizerFor: (family) => real.get(family) ?? wordTokenizer },
]

/** Slow and obvious: an always-on module, or one that a standing module depends on. */
function isStanding(candidate: Candidate, _index: number, all: Candidate[], depth = 0): boolean {
  if (candidate.section !== 'instructions' || depth > all.length) return false
  if (candidate.activatedBy === 'always') return true
  return all.some(
    (other) => other.module.dependencies.includes(candidate.module.moduleId) && isStanding(other, 0, all, depth + 1),
  )
}

/** The context, or the error that says why there is none. */
function tryAssemble(prepared: PreparedContext, tokenizer: Tokenizer): ComposedContext | BudgetExceededError {
  try {
    return assembleContext(prepared, tokenizer)
  } catch (error) {
    if (error instanceof BudgetExceededError) return error
    throw error
  }
}

describe.each(TOKENIZERS)('with $name', ({ tokenizerFor }) => {
  function check(property: (context: ComposedContext, prepared: PreparedContext, tokenizer: Tokenizer) => void) {
    let composed = 0
    fc.assert(
      fc.property(preparedContext, (prepared) => {
        const tokenizer = tokenizerFor(prepared.request.model.family)
        const context = tryAssemble(prepared, tokenizer)
        if (context instanceof BudgetExceededError) return
        composed += 1
        property(context, prepared, tokenizer)
      }),
      { numRuns: 150 },
    )
    expect(composed).toBeGreaterThan(30)
  }

  it('covers every message with spans, without gap or overlap, and their tokens add up', () => {
    check(({ messages, trace }, _prepared, tokenizer) => {
      messages.forEach((message, messageIndex) => {
        const spans = trace.spans.filter((span) => span.messageIndex === messageIndex)
        let end = 0
        for (const span of spans) {
          expect(span.start).toBe(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBe(message.content.length)
        expect(spans.reduce((total, span) => total + span.tokens, 0)).toBe(tokenizer.count(message.content))
      })
    })
  })

  it('never exceeds the budget, and no section uses more than it was granted', () => {
    check(({ messages, usage }, _prepared, tokenizer) => {
      const available = usage.contextWindow - usage.reservedForResponse - usage.safetyMargin
      const sections = SECTION_NAMES.map((name) => usage.sections[name])
      const contents = messages.reduce((total, message) => total + tokenizer.count(message.content), 0)
      expect(usage.inputTokens).toBeLessThanOrEqual(available)
      expect(usage.inputTokens).toBeGreaterThan(contents)
      expect(sections.reduce((total, section) => total + section.used, 0)).toBe(usage.inputTokens)
      expect(sections.reduce((total, section) => total + section.allocated, 0)).toBeLessThanOrEqual(available)
      for (const section of sections) expect(section.used).toBeLessThanOrEqual(section.allocated)
    })
  })

  it('refuses what must be sent and does not fit with the numbers', () => {
    let refused = 0
    fc.assert(
      fc.property(preparedContext, (prepared) => {
        const error = tryAssemble(prepared, tokenizerFor(prepared.request.model.family))
        if (!(error instanceof BudgetExceededError)) return
        refused += 1
        expect(error.required).toBeGreaterThan(error.available)
        expect(error.available).toBeGreaterThanOrEqual(0)
      }),
    )
    expect(refused).toBeGreaterThan(5)
  })

  it('includes or drops each candidate, with a reason, and sends exactly the included', () => {
    check(({ trace }, { candidates }) => {
      expect(trace.candidates).toHaveLength(candidates.length)
      const keyOf = ({ moduleId, chunkId, resolution }: Span | CandidateTrace) =>
        `${moduleId}/${chunkId}${resolution === 'summary' ? '/summary' : ''}`
      const sent = new Set(trace.spans.flatMap((span) => (span.moduleId ? [keyOf(span)] : [])))
      trace.candidates.forEach((traced, index) => {
        const candidate = candidates[index]
        expect(traced).toMatchObject({ moduleId: candidate?.module.moduleId, fate: expect.any(String) })
        expect(traced.reason).toBeTruthy()
        const inWhole = ['in_whole_module', 'in_instructions']
        if (candidate?.isDropped) expect([candidate.reason, ...inWhole]).toContain(traced.reason)
        if (candidate?.isDropped) expect(traced.fate).toBe('dropped')
        const isOver = traced.reason === 'pin_over_budget' || traced.reason === 'not_needed'
        if (candidate?.isRequired && !isOver) expect(traced).toMatchObject({ fate: 'included' })
        if (candidate?.isRequired && isOver) expect([candidate.reason, traced.fate]).toEqual(['pinned', 'dropped'])
        if (traced.fate === 'dropped') expect(sent).not.toContain(keyOf(traced))
        if (traced.fate === 'dropped' && !candidate?.isDropped) {
          expect(isConsistent(traced.reason, traced.because)).toBe(true)
        }
      })
      const included = trace.candidates.filter(({ fate }) => fate === 'included')
      for (const key of sent) expect(included.map(keyOf)).toContain(key)
    })
  })

  it('sends no text of a module twice, but for instructions that a family repeats', () => {
    check(({ trace }) => {
      const ranges = trace.spans.filter((span) => span.section === 'knowledge' && span.moduleId !== undefined)
      for (const a of ranges) {
        for (const b of ranges) {
          if (a === b || a.moduleId !== b.moduleId) continue
          const isApart = (a.sourceEnd ?? 0) <= (b.sourceStart ?? 0) || (b.sourceEnd ?? 0) <= (a.sourceStart ?? 0)
          expect(isApart).toBe(true)
        }
      }
    })
  })

  it('gives each knowledge item a label of its own', () => {
    check(({ trace }) => {
      const items = new Map<string, string>()
      for (const { label, moduleId, section } of trace.spans) {
        if (!moduleId || section !== 'knowledge') continue
        expect(label).toMatch(/^k[1-9]\d*$/)
        expect(items.get(label ?? '') ?? moduleId).toBe(moduleId)
        items.set(label ?? '', moduleId)
      }
      expect([...items.keys()].map((label) => Number(label.slice(1))).sort((a, b) => a - b)).toEqual(
        [...items.keys()].map((_, index) => index + 1),
      )
    })
  })

  it('gives the same bytes again, also after a round trip through JSON', () => {
    check((context, prepared, tokenizer) => {
      expect(assembleContext(prepared, tokenizer)).toEqual(context)
      expect(assembleContext(JSON.parse(JSON.stringify(prepared)), tokenizer).trace.contextHash).toBe(
        context.trace.contextHash,
      )
    })
  })

  it('keeps the prefix when retrieved knowledge, rules, the query or the conversation change', () => {
    check((context, prepared, tokenizer) => {
      const stable = prepared.candidates.filter(isStanding)
      const other: PreparedContext = {
        ...prepared,
        candidates: stable,
        request: { ...prepared.request, query: 'x', turns: [], summaries: [] },
      }
      const changed = tryAssemble(other, tokenizer)
      // an 'x' can be what a narrow window has no room for
      if (changed instanceof BudgetExceededError) return
      expect(changed.trace.prefixHash).toBe(context.trace.prefixHash)
    })
  })
})

describe('prefix', () => {
  const always = (text: string) =>
    makeCandidate('style', text, {
      reason: 'required_always',
      activatedBy: 'always',
      isRequired: true,
      section: 'instructions',
    })

  it('changes with an always-on module', () => {
    const hashes = ['Be brief.', 'Be thorough.'].map(
      (text) => assembleContext(makePrepared([always(text)]), wordTokenizer).trace.prefixHash,
    )
    expect(new Set(hashes).size).toBe(2)
  })

  it('ends with the system message in the chat layout; a rule-activated module comes after it', () => {
    const rule = makeCandidate('incident', 'Ask for logs.', {
      reason: 'required_rule',
      activatedBy: 'rule',
      isRequired: true,
      section: 'instructions',
    })
    const { messages, trace } = assembleContext(makePrepared([always('Be brief.'), rule]), wordTokenizer)
    expect(messages.map(({ role, cacheBreakpoint }) => [role, cacheBreakpoint])).toEqual([
      ['system', true],
      ['user', undefined],
    ])
    expect(messages[0]?.content).toContain('Be brief.')
    expect(messages[1]?.content).toContain('Ask for logs.')
    expect(trace.spans.find((span) => span.moduleId === 'incident')).toMatchObject({
      section: 'instructions',
      origin: 'rule',
    })
  })
})

describe('refusals', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ')
  const required = (section: 'instructions' | 'knowledge', count: number) =>
    makeCandidate('big', words(count), { reason: 'required_rule', isRequired: true, section })

  it.each([
    ['query', makePrepared([], { query: words(5_000) })],
    ['instructions', makePrepared([required('instructions', 5_000)])],
    ['knowledge', makePrepared([required('knowledge', 5_000)])],
    ['total', makePrepared([], { model: { id: 'm', family: 'gpt', contextWindow: 0, maxOutputTokens: 100 } })],
    ['total', makePrepared([], { model: { id: 'm', family: 'gpt', contextWindow: 4_000, maxOutputTokens: 4_000 } })],
  ])('names %s', (section, prepared) => {
    expect(() => assembleContext(prepared, wordTokenizer)).toThrow(expect.objectContaining({ section }))
  })
})

it('says how many tokens were missing', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ')
  const { trace } = assembleContext(
    makePrepared([
      makeCandidate('small', words(300), { signals: { final: 0.9 } }),
      makeCandidate('large', words(4_000), { signals: { final: 0.8 } }),
    ]),
    wordTokenizer,
  )
  expect(trace.candidates[0]).toMatchObject({ fate: 'included', resolution: 'full', reason: 'relevant' })
  expect(trace.candidates[1]).toMatchObject({ fate: 'dropped', reason: 'over_section_budget' })
  expect(trace.candidates[1]?.because).toMatchObject({ unit: 'tokens', section: 'knowledge' })
})
