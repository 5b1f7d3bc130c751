import { expect, it } from 'vitest'
import type { AnswerEnd } from '@/lib/models/stream-answer'
import { outcomeOf } from './answer/outcome-of'

const tooLong = { isStopped: false, isTooLong: true } as AnswerEnd
const options = { providerName: 'Ollama', maxOutputTokens: 500, onError: () => undefined }

it.each([
  ['a'.repeat(81_536), 'the first 81,536 characters are kept'],
  // one that thinks without end says nothing
  ['', 'no word of an answer came'],
])('what went on without end says what there is of it', (text, kept) => {
  const error = `Stopped: too long. Ollama went on beyond the tokens it was asked for; ${kept}.`
  expect(outcomeOf(tooLong, { ...options, text })).toEqual({ status: 'stopped', error })
})
