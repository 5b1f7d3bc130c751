import { describe, expect, it } from 'vitest'
import { jsonResponse } from './json-response'

describe('jsonResponse', () => {
  it('keeps pairs of surrogates that stand where a piece ends', async () => {
    const text = `a${'😀'.repeat(100_000)}`
    expect(await jsonResponse({ text }, { status: 200 }).json()).toEqual({ text })
  })

  it('sends long values in pieces, and lets others have a turn between them', async () => {
    const value = { items: Array.from({ length: 60_000 }, (_, at) => ({ at, text: 'water '.repeat(20) })) }
    const response = jsonResponse(value, { status: 201 })
    expect(response.status).toBe(201)
    expect(response.headers.get('content-type')).toBe('application/json')
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    expect(await response.json()).toEqual(value)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })

  it('writes what is short at once', async () => {
    expect(await jsonResponse({ ok: true }, { status: 200 }).text()).toBe('{"ok":true}')
  })
})
