import { describe, expect, it } from 'vitest'
import {
  type ChatMessage,
  firstTextOf,
  refinementOf,
  textOf,
  toChatMessages,
} from '@/app/w/[workspace]/playground/chat-message'
import type { FirstAnswer } from '@/lib/schemas/conversations/conversation'
import { describeFirstAnswer, describeRefinement } from './refinement-words'

const FIRST: FirstAnswer = {
  outcome: 'refined',
  waitedMs: 1_040,
  compositionId: 'cmp_1',
  content: 'I do not know.',
  usage: null,
  gaps: [{ kind: 'nothing_sent' }, { kind: 'unknowing', words: 'I do not know' }],
  added: [
    { moduleId: 'a', title: 'Rollback' },
    { moduleId: 'b', title: 'Deploys' },
  ],
}
const MESSAGE = {
  ...{ id: 'msg_1', role: 'assistant' as const, content: 'Run rollback.', status: 'complete' as const, error: null },
  ...{
    compositionId: 'cmp_2',
    usage: null,
    continuedAt: null,
    reusedFromAt: null,
    isPinned: false,
    thinking: null,
    toolUses: [],
    sources: [],
    images: [],
  },
  ...{ column: null, askedWith: null, isChosen: false, context: null, createdAt: '2026-11-28T10:00:00Z' },
}
const storedWith = (firstAnswer: FirstAnswer | null) =>
  toChatMessages({ id: 'cnv', messages: [{ ...MESSAGE, firstAnswer }] })[0] as ChatMessage
const refinement = { type: 'data-refinement' as const, id: 'refinement' }
const text = (words: string) => ({ type: 'text' as const, text: words })
const streamed = (parts: ChatMessage['parts'], firstAnswer?: FirstAnswer): ChatMessage => ({
  ...{ id: 'msg_1', role: 'assistant' as const, parts },
  metadata: firstAnswer ? { firstAnswer } : {},
})

describe('an answer that another one follows', () => {
  it('is shown before it, stored or streamed, with why', () => {
    const live = streamed(
      [
        text('I do not know.'),
        { ...refinement, data: { gaps: FIRST.gaps, added: FIRST.added } },
        text('Run rollback.'),
      ],
      FIRST,
    )
    for (const message of [storedWith(FIRST), live]) {
      expect(firstTextOf(message)).toBe('I do not know.')
      expect(textOf(message)).toBe('Run rollback.')
      expect(refinementOf(message)).toEqual({ gaps: FIRST.gaps, added: FIRST.added })
    }
  })

  it('is the answer as long as nothing has followed, and where what followed does not count', () => {
    const begun = [text('I do not know.'), { ...refinement, data: { gaps: FIRST.gaps } }]
    expect(textOf(streamed(begun))).toBe('I do not know.')
    expect(firstTextOf(streamed(begun))).toBeUndefined()
    const broken = streamed([...begun, text('Run ro')], { ...FIRST, outcome: 'not_refined', content: null })
    expect(textOf(broken)).toBe('I do not know.')
    expect(firstTextOf(broken)).toBeUndefined()
    expect(refinementOf(broken)).toBeUndefined()
    const alone = storedWith(null)
    expect([textOf(alone), firstTextOf(alone), refinementOf(alone)]).toEqual(['Run rollback.', undefined, undefined])
  })
})

describe('words of a refinement', () => {
  it('say what is waited for, what was found, and why', () => {
    expect(describeRefinement({ gaps: FIRST.gaps })).toBe(
      'Waiting for the search by meaning, because the model was given no knowledge; it says “I do not know”.',
    )
    expect(describeRefinement(FIRST)).toBe(
      'Answered again with 2 more passages (Rollback, Deploys), because the model was given no knowledge; it says “I do not know”.',
    )
    const many = ['A', 'B', 'B', 'C', 'D', 'E'].map((title) => ({ moduleId: title, title }))
    const gaps: FirstAnswer['gaps'] = [
      { kind: 'uncited', items: 4 },
      { kind: 'uncovered', share: 0.25, limit: 0.5 },
    ]
    expect(describeRefinement({ gaps, added: many })).toBe(
      'Answered again with 6 more passages (A, B, C and 2 more), because it cites none of the 4 passages that it was given; it has 25% of the question’s words, less than 50%.',
    )
  })

  it('say how an answer stands that began from words alone', () => {
    expect(describeFirstAnswer({ ...FIRST, outcome: 'complete' })).toBe(
      'It began after 1,040 ms, before the search by meaning had ended. It cites what it says and covers the question, so nobody waited for more.',
    )
    expect(describeFirstAnswer({ ...FIRST, outcome: 'nothing_added' })).toContain('had nothing more')
    expect(describeFirstAnswer(FIRST)).toBeNull()
    expect(describeFirstAnswer({ ...FIRST, outcome: 'superseded' })).toBeNull()
  })
})
