import { APICallError } from 'ai'
import { expect, it } from 'vitest'
import type { Usage } from '@/lib/engine/vocabulary/trace'
import type { AnswerEnd } from '@/lib/models/answers/stream-answer'
import { outcomeOf } from './answer/outcome-of'

const tooLong = { isStopped: false, isTooLong: true } as AnswerEnd
const part = (used: number) => ({ share: 0.2, allocated: used, used })
const sections: Usage['sections'] = {
  instructions: part(200),
  profile: part(0),
  knowledge: part(6_100),
  history: part(2_300),
  query: part(40),
}
const options = { providerName: 'Ollama', maxOutputTokens: 500, sections, onError: () => undefined }

it.each([
  ['a'.repeat(81_536), 'the first 81,536 characters are kept'],
  // one that thinks without end says nothing
  ['', 'no word of an answer came'],
])('what went on without end says what there is of it', (text, kept) => {
  const error = `Stopped: too long. Ollama went on beyond the tokens it was asked for; ${kept}.`
  expect(outcomeOf(tooLong, { ...options, text })).toEqual({ status: 'stopped', error })
})

it('says what to drop of a context that is too long', () => {
  const error = new APICallError({
    message: 'maximum context length is 8192 tokens',
    url: 'http://127.0.0.1',
    requestBodyValues: {},
    statusCode: 400,
  })
  expect(outcomeOf({ ...tooLong, isTooLong: false, tries: 1, error }, { ...options, text: '' }).error).toMatch(
    /What to drop first: knowledge, 6,100 tokens \(leave modules out in Candidates\); history, 2,300 tokens \(begin a new conversation\)\.$/,
  )
})
