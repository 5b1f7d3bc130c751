import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { BudgetExceededError } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import type { Actor } from '@/lib/services/actor'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { listApiKeys } from '@/lib/services/api-keys/list-api-keys'
import { revokeApiKey } from '@/lib/services/api-keys/revoke-api-key'
import { signIn, startSession } from '@/lib/services/auth/sign-in'
import { removeMember } from '@/lib/services/members/remove-member'
import { createTestUser, TEST_PASSWORD } from '@/lib/services/testing/create-test-user'
import { verb } from '@/lib/services/verb'
import { rest } from './rest'

const schema = z.strictObject({ id: z.string().optional(), text: z.string(), tags: z.array(z.string()).optional() })

const reading = { name: 'read', scope: 'read', effect: 'read', output: z.unknown() } as const

const echo = rest({
  verb: verb({ ...reading, input: schema, run: async ({ actor }, input) => ({ actor: actor.kind, input }) }),
})

const URL = 'http://localhost:3000/api/v1/echo'
let system: Actor
let workspaceId: string
let slug: string
let key: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('rest')
  system = workspace.actor
  workspaceId = workspace.workspaceId
  slug = workspace.slug
  key = (await createApiKey(system, { name: 'rest', scopes: ['read'] })).secret
})

type Send = {
  method?: string
  body?: BodyInit
  headers?: Record<string, string>
  handler?: typeof echo
  query?: string
}

async function send({ method = 'POST', body, headers, handler = echo, query = '' }: Send = {}) {
  const request = new Request(URL + query, {
    method,
    body,
    headers: { host: 'localhost:3000', authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  if (headers?.authorization === '') request.headers.delete('authorization')
  const response = await handler(request, { params: Promise.resolve({ id: 'path' }) })
  const answer = (response.status === 204 ? null : await response.json()) as { error: Record<string, unknown> }
  return { response, status: response.status, answer, error: answer?.error }
}

const manyFields = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, i])))
const failing = (error: Error) =>
  rest({
    verb: verb({
      ...reading,
      input: z.unknown(),
      run: async () => {
        throw error
      },
    }),
  })

describe('a request with a key', () => {
  test('reaches the verb with body and path', async () => {
    const { status, answer, response } = await send({ body: JSON.stringify({ text: 'é' }) })
    expect(status).toBe(200)
    expect(answer).toEqual({ actor: 'apiKey', input: { id: 'path', text: 'é' } })
    expect(response.headers.get('x-request-id')).toMatch(/^req_/)
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  })

  test('that was not used for a while reads, where nothing can be written for want of room', async () => {
    await prisma.apiKey.updateMany({ where: { workspaceId }, data: { lastUsedAt: null } })
    const full = Object.assign(new Error('cannot execute UPDATE in a read-only transaction'), { code: '25006' })
    const update = vi.spyOn(prisma.apiKey, 'updateMany').mockRejectedValueOnce(full)
    expect((await send({ method: 'GET', query: '?text=a' })).status).toBe(200)
    expect(update).toHaveBeenCalledOnce()
    update.mockRestore()
  })

  test('of a path without parameters has none', async () => {
    const request = new Request(URL, {
      method: 'POST',
      body: '{"text":"a"}',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
    // as the router passes it
    const response = await echo(request, { params: Promise.resolve(undefined) })
    expect(await response.json()).toEqual({ actor: 'apiKey', input: { text: 'a' } })
  })

  test('of a GET has its query, repeated names as a list', async () => {
    const { answer } = await send({ method: 'GET', query: '?text=a&tags=x&tags=y' })
    expect(answer).toEqual({ actor: 'apiKey', input: { id: 'path', text: 'a', tags: ['x', 'y'] } })
  })

  test.each([
    ['malformed JSON', { body: '{"text":' }, 400, 'VALIDATION'],
    ['JSON that is not UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'VALIDATION'],
    ['a list instead of an object', { body: '[1]' }, 400, 'VALIDATION'],
    ['another kind of content', { body: 'text=a', headers: { 'content-type': 'text/plain' } }, 415, 'VALIDATION'],
    [
      'JSON in another encoding',
      { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'VALIDATION',
    ],
    ['a field twice', { body: '{"text":"a","tags":["x"],"text":"b"}' }, 400, 'VALIDATION'],
    ['a short body that is nested too deep', { body: `${'['.repeat(101)}${']'.repeat(101)}` }, 413, 'LIMIT_EXCEEDED'],
    [
      'a long body that is nested too deep',
      { body: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` },
      413,
      'LIMIT_EXCEEDED',
    ],
    ['an address with a field __proto__', { method: 'GET', query: '?text=a&__proto__=b' }, 400, 'VALIDATION'],
    ['a field in the address', { body: '{"text":"a"}', query: '?dryRun=true' }, 400, 'VALIDATION'],
    [
      'a body that nobody reads',
      { method: 'GET', query: '?text=a', headers: { 'content-length': '2' } },
      400,
      'VALIDATION',
    ],
    [
      'a body that nobody reads, in pieces',
      { method: 'DELETE', query: '?text=a', headers: { 'transfer-encoding': 'chunked' } },
      400,
      'VALIDATION',
    ],
    ['another id than its path', { body: '{"text":"a","id":"other"}' }, 400, 'VALIDATION'],
    ['something else as its id', { body: '{"text":"a","id":{"toString":1}}' }, 400, 'VALIDATION'],
    ['another id in the query', { method: 'GET', query: '?text=a&id=other' }, 400, 'VALIDATION'],
    ['two workspaces', { body: '{"text":"a"}', query: '?workspace=a&workspace=b' }, 409, 'CONFLICT'],
    ['a packed body', { body: '{}', headers: { 'content-encoding': 'gzip' } }, 415, 'VALIDATION'],
    [
      'a form where none is taken',
      { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      415,
      'VALIDATION',
    ],
    ['a long body that is malformed', { body: `{"text":"${'a'.repeat(100_000)}` }, 400, 'VALIDATION'],
    ['a long body of too many values', { body: `{"tags":[${'1,'.repeat(100_000)}1]}` }, 413, 'LIMIT_EXCEEDED'],
    ['a short body of too many fields', { body: manyFields(1_001) }, 413, 'LIMIT_EXCEEDED'],
    ['a long body of too many fields', { body: `{"in":[${manyFields(49_000)}]}` }, 413, 'LIMIT_EXCEEDED'],
    ['a body of as many fields as are allowed', { body: manyFields(1_000) }, 400, 'VALIDATION'],
    [
      'a declared length over the limit',
      { body: '{}', headers: { 'content-length': String(LIMITS.bodyBytes + 1) } },
      413,
      'LIMIT_EXCEEDED',
    ],
  ])('with %s is refused', async (_, request, status, code) => {
    const sent = await send(request)
    expect(sent.status).toBe(status)
    expect(sent.error).toMatchObject({ code, message: expect.any(String), requestId: expect.stringMatching(/^req_/) })
  })

  test('reads a long one as a short one, commas and brackets of its texts included', async () => {
    const text = 'a, [b]: "c" \\ '.repeat(20_000)
    const { status, error } = await send({ body: JSON.stringify({ text, more: 1 }) })
    expect([status, error.fields]).toEqual([400, { more: 'unknown field' }])
  })

  test('names unknown, missing and wrong fields', async () => {
    const { status, error } = await send({ body: JSON.stringify({ txet: 'a', tags: ['ok', 1] }) })
    expect(status).toBe(400)
    expect(error.fields).toEqual({ txet: 'unknown field', text: 'is required', 'tags.1': expect.any(String) })
  })

  test('says which field comes twice, however it is written and wherever it stands', async () => {
    const twice = (body: string) => send({ body }).then(({ error }) => error.message)
    expect(await twice('{"text":"a","t\\u0065xt":"b"}')).toContain('“text” twice')
    expect(await twice('{"text":"{\\"a\\":1,\\"a\\":2}","tags":[{"a":[1],"b":{"a":1},"a":2}]}')).toContain('“a” twice')
    expect(await twice('{"text":"a","__proto__":1,"__proto__":2}')).toContain('“__proto__” twice')
    expect((await send({ body: '{"text":"a: b","tags":["c:","{}"],"id":"path"}' })).status).toBe(200)
  })

  test('refuses text that cannot be stored', async () => {
    const { error } = await send({ body: '{"text":"a\\u0000b","tags":["\\ud800"]}' })
    expect(error.fields).toEqual({ text: 'contains a null byte', 'tags.0': 'contains half of a surrogate pair' })
  })

  test('stops reading a body that grows past the limit', async () => {
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20))
      },
    })
    const { status } = await send({ body })
    expect(status).toBe(413)
    expect(pulled).toBeLessThan(LIMITS.bodyBytes / (64 * 1024) + 8)
  })
})

describe('an error', () => {
  test.each([
    [new AppError('NOT_FOUND', 'gone'), 404],
    [new AppError('CONFLICT', 'newer'), 409],
    [new AppError('FORBIDDEN', 'no'), 403],
    [new AppError('LIMIT_EXCEEDED', 'too many'), 422],
  ])('of the product has its status: %s', async (error, status) => {
    const sent = await send({ body: '{}', handler: failing(error) })
    expect(sent.status).toBe(status)
    expect(sent.error).toMatchObject({ code: error.code, message: error.message })
  })

  test('of a database that does not answer is 503, and says when to come back', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { status, error, response } = await send({ body: '{}', handler: failing(new Error('Query read timeout')) })
    write.mockRestore()
    expect(status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(error).toMatchObject({ code: 'UNAVAILABLE' })
    expect(error.message).toContain('database')
  })

  test('of a budget tells what is needed', async () => {
    const { status, error } = await send({ body: '{}', handler: failing(new BudgetExceededError('query', 900, 100)) })
    expect(status).toBe(422)
    expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED', section: 'query', required: 900, available: 100 })
  })

  test('that nobody expected stays in the log, without the secrets in it', async () => {
    const lines: string[] = []
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
    const cause = new Error('connect postgres://loadout:hunter2@db/loadout failed')
    const { status, error } = await send({
      body: '{}',
      handler: failing(new Error(`sent ${key} and Bearer abc.def`, { cause })),
    })
    write.mockRestore()
    expect(status).toBe(500)
    expect(JSON.stringify(error)).not.toContain('sent')
    const line = lines.find((text) => text.includes(String(error.requestId))) ?? ''
    expect(JSON.parse(line)).toMatchObject({ level: 'error', requestId: error.requestId })
    expect(line).toContain('connect postgres')
    for (const secret of [key, 'abc.def', 'hunter2']) expect(line).not.toContain(secret)
  })
})

describe('who asks', () => {
  test.each(['', 'Bearer nonsense', 'Bearer lo_unknown', 'Basic YTpi'])('%j is nobody', async (authorization) => {
    const { status, error, response } = await send({ body: '{"text":"a"}', headers: { authorization } })
    expect(status).toBe(401)
    expect(error.code).toBe('UNAUTHORIZED')
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
  })

  test('a key is remembered as used, and refused once revoked', async () => {
    const { id, secret } = await createApiKey(system, { name: 'short-lived', scopes: ['read'] })
    const headers = { authorization: `Bearer ${secret}` }
    expect((await send({ body: '{"text":"a"}', headers })).status).toBe(200)
    const { items } = await listApiKeys(system, {})
    expect(items.find((item) => item.id === id)?.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(items)).not.toContain(secret)
    await revokeApiKey(system, { id })
    expect((await send({ body: '{"text":"a"}', headers })).status).toBe(401)
  })

  test('a session needs this server’s origin to change something', async () => {
    const { email, userId } = await createTestUser(workspaceId, 'viewer')
    const { setCookies } = await startSession(
      { email, password: TEST_PASSWORD },
      { headers: new Headers(), address: 'test' },
    )
    const cookie = setCookies.map((header) => header.split(';')[0]).join('; ')
    const as = (origin?: string, method = 'POST', extra = {}) =>
      send({
        method,
        ...(method === 'POST' ? { body: '{"text":"a"}' } : { query: '?text=a' }),
        headers: { authorization: '', cookie, ...(origin ? { origin } : {}), ...extra },
      })
    expect((await as('http://localhost:3000')).answer).toMatchObject({ actor: 'user' })
    expect((await as(undefined, 'GET')).status).toBe(200)
    expect((await as('https://evil.example')).error.code).toBe('FORBIDDEN')
    expect((await as('null')).error.code).toBe('FORBIDDEN')
    expect((await as(undefined)).error.code).toBe('FORBIDDEN')
    expect((await as(undefined, 'GET', { 'sec-fetch-site': 'cross-site' })).error.code).toBe('FORBIDDEN')
    await createTestUser(workspaceId, 'owner')
    await removeMember(system, { userId })
    expect((await as('http://localhost:3000')).status).toBe(401)
  })

  test('a session acts in the workspace that it names, and in no other', async () => {
    const other = await createTestWorkspace('rest-other')
    const foreign = await createTestWorkspace('rest-foreign')
    const { email, userId } = await createTestUser(workspaceId, 'viewer')
    const member = { id: `m-${userId}`, organizationId: other.workspaceId, userId, role: 'viewer' }
    await prisma.member.create({ data: member })
    const request = { headers: new Headers(), address: 'naming' }
    const { setCookies } = await signIn({ email, password: TEST_PASSWORD }, request)
    const cookie = setCookies.map((header) => header.split(';')[0]).join('; ')
    const where = rest({
      verb: verb({ ...reading, input: z.unknown(), run: async ({ workspaceId }, input) => ({ workspaceId, input }) }),
    })
    const ask = (named: Record<string, string>, query = '') =>
      send({ method: 'GET', query, handler: where, headers: { authorization: '', cookie, ...named } })
    const inHeader = (slug: string) => ask({ [WORKSPACE_HEADER]: slug })

    expect((await inHeader(other.slug)).answer).toMatchObject({ workspaceId: other.workspaceId })
    expect((await inHeader(slug)).answer).toMatchObject({ workspaceId })
    // a link names it in its query, which the verb does not see
    const linked = await ask({}, `?workspace=${other.slug}&text=a`)
    expect(linked.answer).toEqual({ workspaceId: other.workspaceId, input: { id: 'path', text: 'a' } })
    expect((await ask({})).answer).toMatchObject({ workspaceId })
    expect(await ask({ [WORKSPACE_HEADER]: slug }, `?workspace=${other.slug}`)).toMatchObject({
      status: 409,
      error: { code: 'CONFLICT' },
    })
    for (const named of [foreign.slug, 'no-such-workspace']) {
      expect(await inHeader(named)).toMatchObject({ status: 403, error: { code: 'FORBIDDEN' } })
    }
    for (const named of ['', 'x'.repeat(LIMITS.slugLength + 1)]) expect((await inHeader(named)).status).toBe(400)

    await removeMember(system, { userId })
    // removed from the workspace where the session began: no other one takes its place
    expect((await ask({})).error.code).toBe('FORBIDDEN')
    expect((await inHeader(slug)).error.code).toBe('FORBIDDEN')
    expect((await inHeader(other.slug)).status).toBe(200)
  })

  test('a key and a workspace that disagree are a conflict', async () => {
    const other = await createTestWorkspace('rest-key')
    const named = (name: string) => send({ body: '{"text":"a"}', headers: { [WORKSPACE_HEADER]: name } })
    expect((await named(slug)).status).toBe(200)
    expect(await named(other.slug)).toMatchObject({ status: 409, error: { code: 'CONFLICT' } })
  })

  test('a key that asks too often waits', async () => {
    const { secret } = await createApiKey(system, { name: 'busy', scopes: ['read'] })
    const { findActorByKey } = await import('@/lib/services/auth/find-actor-by-key')
    const { limitRequests } = await import('@/lib/services/auth/limits/rate-limits')
    const actor = await findActorByKey(secret)
    for (let i = 0; i < LIMITS.requestsPerMinute; i++) limitRequests(actor!)
    const { status, response, error } = await send({ body: '{}', headers: { authorization: `Bearer ${secret}` } })
    expect(status).toBe(429)
    expect(error.code).toBe('LIMIT_EXCEEDED')
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
