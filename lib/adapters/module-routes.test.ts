import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { POST as postPreview } from '@/app/api/v1/chunk-previews/route'
import { DELETE, GET, PUT } from '@/app/api/v1/modules/[id]/route'
import { GET as getExport } from '@/app/api/v1/modules/export/route'
import { POST as postImport } from '@/app/api/v1/modules/import/route'
import { GET as getModules, POST as postModule } from '@/app/api/v1/modules/route'
import { POST as postSearch } from '@/app/api/v1/search/route'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

let secret: string

beforeAll(async () => {
  const { actor, workspaceId } = await createTestWorkspace('routes')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  secret = (await createApiKey(actor, { name: 'test', scopes: ['read', 'write'] })).secret
})

async function call(
  handler: Handler,
  init: RequestInit & { query?: string } = {},
  params: Record<string, string> = {},
) {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${secret}`)
  if (typeof init.body === 'string') headers.set('content-type', 'application/json')
  const request = new Request(`http://localhost/api/v1/x${init.query ?? ''}`, { ...init, headers })
  return handler(request, { params: Promise.resolve(params) })
}

const post = (handler: Handler, body: unknown) => call(handler, { method: 'POST', body: JSON.stringify(body) })

const file = () => new File(['# Refused'], 'refused-form.md')

describe('modules over HTTP', () => {
  it('imports JSON, finds it at once, and exports what imports back', async () => {
    const response = await post(postImport, { files: [{ path: 'a/otter.md', content: '# Otter\n\nAn otter swims.' }] })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      importId: expect.stringMatching(/^imp_/),
      results: [{ path: 'a/otter.md', status: 'created', id: 'a-otter', version: 1, problems: [] }],
    })
    const { results } = await (await post(postSearch, { query: 'otter' })).json()
    expect(results[0]).toMatchObject({ moduleId: 'a-otter', version: 1, chunkId: 'a-otter@1#0', startOffset: 0 })
    const { body } = await (await call(GET, {}, { id: 'a-otter' })).json()
    expect(body.slice(results[0].startOffset, results[0].endOffset)).toBe(results[0].text)

    const archive = await call(getExport, { query: '?ids=a-otter' })
    expect(archive.headers.get('content-type')).toBe('application/zip')
    const form = new FormData()
    form.append('files', new File([await archive.arrayBuffer()], 'modules.zip'))
    const again = await (await call(postImport, { method: 'POST', body: form })).json()
    expect(again.results).toMatchObject([{ path: 'a/otter.md', status: 'unchanged' }])
  })

  it('imports multipart files with their paths, and names what is not text', async () => {
    const form = new FormData()
    form.append('file', new File(['# One'], 'docs/one.md'))
    form.append('files[]', new File([new Uint8Array([0xc3, 0x28])], 'binary.md'))
    form.append('file', new File([new Uint8Array(zipSync({ 'z/two.md': strToU8('# Two') }))], 'pack.zip'))
    form.append('dryRun', 'false')
    const { results } = await (await call(postImport, { method: 'POST', body: form })).json()
    expect(results).toMatchObject([
      { path: 'docs/one.md', status: 'created', id: 'docs-one' },
      {
        path: 'binary.md',
        status: 'failed',
        problems: [{ message: expect.stringContaining('The file is not UTF-8') }],
      },
      { path: 'z/two.md', status: 'created', id: 'z-two' },
    ])
  })

  it.each<[string, [string, string | File][], string | RegExp]>([
    [
      'a flag that is neither true nor false',
      [
        ['file', file()],
        ['dryRun', '1'],
      ],
      /^dryRun: /,
    ],
    [
      'an option twice',
      [
        ['file', file()],
        ['dryRun', 'true'],
        ['dryRun', 'false'],
      ],
      /^dryRun: /,
    ],
    [
      'a file without a name',
      [
        ['file', file()],
        ['files', '# Two'],
      ],
      /has no file name/,
    ],
    ...['avatar', 'paths', 'dryRun', 'refused-form.md'].map((name): [string, [string, string | File][], RegExp] => [
      `a file in the field ${name}`,
      [
        ['file', new File(['# Other'], 'other.md')],
        [name, file()],
      ],
      new RegExp(`“${name}”: send files in the field “files”`),
    ]),
    [
      'more paths than files',
      [
        ['file', file()],
        ['paths', 'a.md'],
        ['paths', 'b.md'],
      ],
      /2 paths for 1 files/,
    ],
    [
      'a field that it does not know',
      [
        ['file', file()],
        ['__proto__', 'x'],
      ],
      '__proto__: unknown field',
    ],
  ])('refuses a form with %s, and imports nothing', async (_, parts, message) => {
    const form = new FormData()
    for (const [name, value] of parts) form.append(name, value)
    const response = await call(postImport, { method: 'POST', body: form })
    expect(response.status).toBe(400)
    expect((await response.json()).error.message).toMatch(message)
    expect((await call(GET, {}, { id: 'refused-form' })).status).toBe(404)
  })

  it('creates, reads, changes, lists and deletes', async () => {
    const created = await post(postModule, { id: 'stoat', name: 'Stoat', tags: ['x'], body: 'Fast.' })
    expect(created.status).toBe(201)
    expect(await created.json()).toMatchObject({ id: 'stoat', version: 1, body: 'Fast.', tags: ['x'] })
    const changed = await call(PUT, { method: 'PUT', body: JSON.stringify({ body: 'Faster.' }) }, { id: 'stoat' })
    expect(await changed.json()).toMatchObject({ version: 2, body: 'Faster.', tags: ['x'] })
    const page = await (await call(getModules, { query: '?q=stoat&limit=1&tag=x' })).json()
    expect(page).toMatchObject({ total: 1, items: [{ id: 'stoat' }], nextCursor: null })
    expect((await call(DELETE, { method: 'DELETE' }, { id: 'stoat' })).status).toBe(200)
    expect((await call(GET, {}, { id: 'stoat' })).status).toBe(404)
    const preview = await (await post(postPreview, { source: '---\nid: x\n---\n# A\n\nText' })).json()
    expect(preview.items).toMatchObject([{ ordinal: 0, headingPath: ['A'] }])
  })

  it('answers bad input with the right status and the name of the field', async () => {
    const malformed = await call(postImport, { method: 'POST', body: '{"files": [' })
    expect(malformed.status).toBe(400)
    const unknown = await post(postImport, { files: [{ path: 'a.md', content: 'x', mode: 1 }] })
    expect(unknown.status).toBe(400)
    expect((await unknown.json()).error.fields).toEqual({ 'files.0.mode': 'unknown field' })
    const many = Array.from({ length: 501 }, (_, i) => ({ path: `${i}.md`, content: 'x' }))
    expect((await post(postImport, { files: many })).status).toBe(400)
    const large = await post(postImport, { files: [{ path: 'a.md', content: 'x'.repeat(33 * 1024 * 1024) }] })
    expect(large.status).toBe(413)
    expect((await post(postSearch, { query: 'x', limit: 101 })).status).toBe(400)
    expect((await post(postModule, { id: 'docs-one', name: 'x' })).status).toBe(409)
  })
})
