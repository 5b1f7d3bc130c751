import { APICallError } from 'ai'
import { describe, expect, it } from 'vitest'
import { describeWaiting, findRefusal } from './retry-refused'

function refusal(statusCode: number, rest: { responseHeaders?: Record<string, string>; responseBody?: string } = {}) {
  return new APICallError({ message: 'no', url: 'http://localhost', requestBodyValues: {}, statusCode, ...rest })
}

describe('findRefusal', () => {
  it('reads for how long to wait from seconds, a date, milliseconds or a body', () => {
    const asked = (headers: Record<string, string>) => findRefusal(refusal(429, { responseHeaders: headers }))?.askedMs
    expect(asked({ 'retry-after': '7' })).toBe(7_000)
    expect(asked({ 'retry-after-ms': '250', 'retry-after': '7' })).toBe(250)
    const date = asked({ 'retry-after': new Date(Date.now() + 20_000).toUTCString() }) ?? 0
    expect(date).toBeGreaterThan(18_000)
    expect(date).toBeLessThanOrEqual(20_000)
    for (const odd of ['soon', '-5', '', 'Wed, 21 Oct 2015 07:28:00 GMT']) expect(asked({ 'retry-after': odd })).toBe(0)
    const responseBody = '{"error":{"details":[{"@type":"RetryInfo","retryDelay": "3.5s"}]}}'
    expect(findRefusal(refusal(429, { responseBody }))).toEqual({ because: 'busy', askedMs: 3_500 })
  })

  it('finds none where another call would do no better', () => {
    for (const status of [400, 401, 402, 403, 404, 413, 501]) expect(findRefusal(refusal(status))).toBeUndefined()
    const usedUp = ['{"error":{"code":"insufficient_quota"}}', '{"quotaId":"GenerateRequestsPerDayPerProject"}']
    for (const responseBody of usedUp) expect(findRefusal(refusal(429, { responseBody }))).toBeUndefined()
    expect(findRefusal(new Error('of our own'))).toBeUndefined()
    expect(findRefusal(new DOMException('stopped', 'AbortError'))).toBeUndefined()
  })

  it('sees through what wraps a lost connection', () => {
    const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const wrapped = new TypeError('fetch failed', { cause: lost })
    expect(findRefusal(wrapped)).toEqual({ because: 'unreachable', askedMs: 0 })
  })
})

it('says what is waited for, and for how long', () => {
  const waiting = { because: 'busy', waitMs: 3_200, attempt: 2, of: 3 } as const
  expect(describeWaiting(waiting, 'OpenAI')).toBe('OpenAI is busy. Trying again in 4 s (2 of 3).')
  expect(describeWaiting({ ...waiting, because: 'unreachable', waitMs: 0 }, 'Ollama')).toBe(
    'Ollama cannot be reached. Trying again (2 of 3).',
  )
})
