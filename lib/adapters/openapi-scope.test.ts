import { beforeAll, expect, test } from 'vitest'
import { GET } from '@/app/api/v1/openapi.json/route'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'

const URL = 'http://localhost:3000/api/v1/openapi.json'

let system: Actor

beforeAll(async () => {
  system = (await createTestWorkspace('openapi')).actor
})

async function get(scope: 'read' | 'write' | 'compose' | null) {
  const headers = new Headers({ host: 'localhost:3000' })
  if (scope) {
    const { secret } = await createApiKey(system, { name: scope, scopes: [scope] })
    headers.set('authorization', `Bearer ${secret}`)
  }
  const response = await GET(new Request(URL, { headers }), { params: Promise.resolve({}) })
  return { status: response.status, body: await response.json() }
}

test('the description of the API needs the scope read', async () => {
  expect(await get('read')).toMatchObject({ status: 200, body: { openapi: '3.1.0' } })
  for (const scope of ['write', 'compose'] as const) {
    const { status, body } = await get(scope)
    expect([scope, status, body.error.code]).toEqual([scope, 403, 'FORBIDDEN'])
    expect(Object.keys(body)).toEqual(['error'])
  }
  expect(await get(null)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } })
})
