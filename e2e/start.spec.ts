import { expect, test } from './fixtures'

test('health is open to all and names the database', async ({ playwright, baseURL }) => {
  const anonymous = await playwright.request.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const response = await anonymous.get('/api/health')
  expect(response.status()).toBe(200)
  const { processes, ...health } = await response.json()
  expect(health).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: { kind: 'embedded', latencyMs: expect.any(Number), isBusy: expect.any(Boolean) },
    eventLoop: { p99Ms: expect.any(Number), maxMs: expect.any(Number), seconds: expect.any(Number) },
  })
  expect(processes.map(({ name }: { name: string }) => name)).toEqual(['server', 'embedded database', 'worker'])
  await anonymous.dispose()
})

test('pages cannot be framed, and run only the scripts of this server', async ({ request }) => {
  const { headers, text } = await request.get('/w/default/modules').then(async (response) => ({
    headers: response.headers(),
    text: await response.text(),
  }))
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toContain(`frame-ancestors 'none'`)
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1]
  expect(nonce).toBeTruthy()
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/)
  const scripts = text.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-powered-by']).toBeUndefined()
})

test('a module whose id looks like a file has the same policy', async ({ request }) => {
  const response = await request.get('/w/default/modules/next.js')
  expect(response.headers()['content-security-policy']).toContain(`default-src 'self'`)
})
