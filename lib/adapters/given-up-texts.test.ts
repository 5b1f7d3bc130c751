import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POST as postPreview } from '@/app/api/v1/chunk-previews/route'
import { PUT as putDraft } from '@/app/api/v1/modules/[id]/draft/route'
import { POST as postPublish } from '@/app/api/v1/modules/[id]/publish/route'
import { GET, PUT } from '@/app/api/v1/modules/[id]/route'
import { POST as postImport } from '@/app/api/v1/modules/import/route'
import { POST as postModule } from '@/app/api/v1/modules/route'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** Takes a thread for seconds; what is asked for here ends after a moment. */
const SLOW = 'wide and far '.repeat(100_000)
const SHORT = '# Wells\n\nA well has water.'
const { textDeadlineMs, textDeadlineMsPerMegabyte } = LIMITS
const setDeadline = (first: number, more: number) =>
  Object.assign(LIMITS, { textDeadlineMs: first, textDeadlineMsPerMegabyte: more })

let secret: string
beforeAll(async () => {
  const { actor, workspaceId } = await createTestWorkspace('given-up')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  secret = (await createApiKey(actor, { name: 'test', scopes: ['read', 'write'] })).secret
})
afterAll(() => void setDeadline(textDeadlineMs, textDeadlineMsPerMegabyte))

async function send(handler: Handler, method: string, body: unknown, id?: string) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const request = new Request('http://localhost/api/v1/x', { method, headers, body: JSON.stringify(body) })
  const response = await handler(request, {
    params: Promise.resolve<Record<string, string>>(id === undefined ? {} : { id }),
  })
  return { status: response.status, answer: await response.json() }
}

async function read(id: string) {
  const headers = { authorization: `Bearer ${secret}` }
  const response = await GET(new Request('http://localhost/api/v1/x', { headers }), { params: Promise.resolve({ id }) })
  return { status: response.status, module: await response.json() }
}

describe('a text whose work takes longer than it may', { timeout: 120_000 }, () => {
  it('is refused with a clear problem by whatever works on it, and nothing else is', async () => {
    const { status: created, answer } = await send(postModule, 'POST', { id: 'well', source: SHORT })
    expect([created, answer]).toMatchObject([201, { id: 'well' }])
    // what a person saves is kept, whatever its chunks would take
    const { status: saved } = await send(
      putDraft,
      'PUT',
      { source: SLOW, revision: answer.draft?.revision ?? 0 },
      'well',
    )
    expect(saved).toBe(200)

    // the long text has 100 ms at most, a short one as long as a busy machine may need
    setDeadline(10_000, -8_000)
    const given: [string, Handler, string, unknown, string?][] = [
      ['a new module', postModule, 'POST', { id: 'slow', source: SLOW }],
      ['a new version', PUT, 'PUT', { source: SLOW }, 'well'],
      ['a preview', postPreview, 'POST', { source: SLOW }],
      ['the draft, published', postPublish, 'POST', {}, 'well'],
    ]
    for (const [what, handler, method, body, id] of given) {
      const { status, answer } = await send(handler, method, body, id)
      expect([what, status, answer.error?.code]).toEqual([what, 422, 'LIMIT_EXCEEDED'])
      expect(answer.error.message).toMatch(/^The text was given up after .* Split it into smaller modules/)
    }
    const files = [
      { path: 'slow.md', content: SLOW },
      { path: 'quick.md', content: SHORT },
    ]
    const { status, answer: imported } = await send(postImport, 'POST', { files })
    expect(status).toBe(200)
    expect(imported.results).toMatchObject([
      { path: 'slow.md', status: 'failed', problems: [{ message: expect.stringContaining('was given up') }] },
      { path: 'quick.md', status: 'created', id: 'quick' },
    ])

    expect((await read('slow')).status).toBe(404)
    expect((await read('well')).module).toMatchObject({ version: 1, hasDraft: true })
    // with the time that it may take, it is taken
    setDeadline(textDeadlineMs, textDeadlineMsPerMegabyte)
    expect(await send(postPublish, 'POST', {}, 'well')).toMatchObject({ status: 200, answer: { version: 2 } })
  })
})
