import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonResponse, writeJson } from './json-response'

describe('jsonResponse', () => {
  it('writes what JSON.stringify writes', () => {
    const text = fc
      .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(1, 1, 1, 36_000))
      .map(([part, times]) => part.repeat(times))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true })),
        fc.array(fc.oneof(tie('value'), fc.constant(undefined)), { maxLength: 5 }),
        fc.dictionary(fc.string(), fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(value, (value) => {
        expect([...writeJson(value)].join('')).toBe(JSON.stringify(value))
      }),
    )
  })

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
