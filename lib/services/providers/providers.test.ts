import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { env } from '@/lib/env'
import { findModel } from '@/lib/indexing/providers/find-model'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { connectProvider } from './connect-provider'
import { deleteProvider } from './delete-provider'
import { listAvailableModels } from './list-available-models'
import { listProviders } from './list-providers'
import { saveProvider } from './save-provider'
import { tryProvider } from './try-provider'

const KEY = 'sk-0123456789abcdefWXYZ'
let upstream: ScriptedOpenAi
let workspaceId: string
let admin: Actor

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  upstream.requiredKey = KEY
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  workspaceId = (await createTestWorkspace('providers')).workspaceId
  admin = (await createTestUser(workspaceId, 'admin')).actor
})
afterAll(() => upstream.stop())

const compatible = (more: object = {}) => ({
  kind: 'openai-compatible',
  name: 'Local',
  baseUrl: upstream.baseUrl,
  apiKey: KEY,
  models: [{ id: 'scripted-small', contextWindow: 32_000 }],
  ...more,
})

describe('saveProvider', () => {
  it('keeps the key sealed and never gives it back', async () => {
    const saved = await saveProvider(admin, compatible())
    expect(saved).toMatchObject({ hasKey: true, keyHint: 'WXYZ', isKeyReadable: true })
    const row = await prisma.provider.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: saved.id } } })
    expect(row.encryptedKey).not.toContain(KEY)
    const events = await prisma.auditEvent.findMany({ where: { workspaceId } })
    const shown = JSON.stringify([saved, await listProviders(admin, {}), await listAvailableModels(admin, {}), events])
    expect(shown).not.toContain(KEY)
    expect(shown).not.toContain(row.encryptedKey)
    await deleteProvider(admin, { id: saved.id })
    expect((await listProviders(admin, {})).items).toEqual([])
    await expect(deleteProvider(admin, { id: saved.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps the stored key when none is given, and removes it when told to', async () => {
    const { id } = await saveProvider(admin, compatible())
    expect(await saveProvider(admin, compatible({ id, apiKey: undefined, name: 'Renamed' }))).toMatchObject({
      name: 'Renamed',
      keyHint: 'WXYZ',
    })
    expect(await saveProvider(admin, compatible({ id, apiKey: null }))).toMatchObject({ hasKey: false, keyHint: null })
    await deleteProvider(admin, { id })
  })

  it('never lets a stored key go to another server', async () => {
    const { id } = await saveProvider(admin, compatible())
    for (const change of [{ baseUrl: 'https://evil.example/v1' }, { kind: 'openai', baseUrl: null }]) {
      await expect(saveProvider(admin, compatible({ id, apiKey: undefined, ...change }))).rejects.toMatchObject({
        code: 'VALIDATION',
        data: { fields: { apiKey: expect.any(String) } },
      })
    }
    const moved = { id, apiKey: 'sk-another-key-123456', baseUrl: 'https://other.example/v1' }
    expect(await saveProvider(admin, compatible(moved))).toMatchObject({ keyHint: '3456' })
    await deleteProvider(admin, { id })
  })

  it.each([
    ['http://169.254.169.254/latest', 'baseUrl'],
    ['http://10.0.0.1:8000/v1', 'baseUrl'],
    ['http://[::ffff:127.0.0.1]:80/v1', 'baseUrl'],
    ['ftp://example.com', 'baseUrl'],
    ['not a url', 'baseUrl'],
    ['https://example.com/v1?key=x', 'baseUrl'],
    ['https://example.com/v1#', 'baseUrl'],
    ['https://user:pass@example.com/v1', 'baseUrl'],
    [null, 'baseUrl'],
  ])('refuses the address %s', async (baseUrl, field) => {
    await expect(saveProvider(admin, compatible({ baseUrl }))).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('is for administrators', async () => {
    const { actor } = await createTestUser(workspaceId, 'editor')
    await expect(saveProvider(actor, compatible())).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(listProviders(actor, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await listAvailableModels(actor, {})).items).toHaveLength(1)
  })

  it('says that a key sealed under another secret cannot be read', async () => {
    const { id } = await saveProvider(admin, compatible())
    const encryptedKey = `v1.${Buffer.alloc(60, 7).toString('base64url')}`
    await prisma.provider.update({ where: { workspaceId_id: { workspaceId, id } }, data: { encryptedKey } })
    expect((await listProviders(admin, {})).items[0]).toMatchObject({
      hasKey: true,
      isKeyReadable: false,
      keyHint: null,
    })
    expect(await tryProvider(admin, { id })).toMatchObject({
      isOk: false,
      message: expect.stringContaining('Enter it again'),
    })
    await deleteProvider(admin, { id })
  })
})

describe('connectProvider', () => {
  const draft = (more: object = {}) => {
    const { models: _, ...connection } = compatible(more)
    return connection
  }

  it('tries what is not saved yet, and lists the models with what is known of them', async () => {
    upstream.models = ['mystery', 'gpt-4o', 'mystery']
    expect(await connectProvider(admin, draft())).toEqual({
      isOk: true,
      message: 'Connected.',
      models: [
        {
          id: 'gpt-4o',
          contextWindow: 128_000,
          prices: { input: 2.5, cachedInput: 1.25, output: 10, asOf: '2026-11' },
        },
        { id: 'mystery', contextWindow: null, prices: null },
      ],
    })
    upstream.models = ['scripted-small', 'scripted-large']
    expect((await listProviders(admin, {})).items).toEqual([])
  })

  it('says what is wrong with a key, and that an address is never reached', async () => {
    const { isOk, message, models } = await connectProvider(admin, draft({ apiKey: 'sk-this-one-is-wrong' }))
    expect([isOk, models]).toEqual([false, []])
    expect(message).toContain('Local refused the API key')
    await expect(connectProvider(admin, draft({ baseUrl: 'http://10.0.0.1/v1' }))).rejects.toMatchObject({
      data: { fields: { baseUrl: expect.any(String) } },
    })
  })

  it('uses the stored key for its own server alone', async () => {
    const { id } = await saveProvider(admin, compatible())
    expect(await connectProvider(admin, draft({ id, apiKey: undefined }))).toMatchObject({ isOk: true })
    await expect(
      connectProvider(admin, draft({ id, apiKey: undefined, baseUrl: 'https://evil.example/v1' })),
    ).rejects.toMatchObject({ data: { fields: { apiKey: expect.any(String) } } })
    expect(await connectProvider(admin, draft({ id, apiKey: null }))).toMatchObject({ isOk: false })
    await deleteProvider(admin, { id })
    await expect(connectProvider(admin, draft({ id }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps the prices of a model as they were ticked or written', async () => {
    const models = [{ id: 'gpt-4o', prices: { input: 1, cachedInput: 0.5, output: 2 } }]
    const saved = await saveProvider(admin, compatible({ models }))
    expect(saved.models).toEqual(models)
    await deleteProvider(admin, { id: saved.id })
  })
})

describe('tryProvider', () => {
  it('says so when the list of models does not end', async () => {
    const { id } = await saveProvider(admin, compatible())
    upstream.endlessModels = '{"data":['
    const { isOk, message } = await tryProvider(admin, { id })
    upstream.endlessModels = undefined
    expect(isOk).toBe(false)
    expect(message).toContain('Local sent more than an answer can be')
    await deleteProvider(admin, { id })
  })

  it('lists the models, and has one of them answer', async () => {
    const { id } = await saveProvider(admin, compatible())
    expect(await tryProvider(admin, { id })).toMatchObject({
      isOk: true,
      models: ['scripted-small', 'scripted-large'],
    })
    upstream.next({ deltas: ['ready'] })
    expect(await tryProvider(admin, { id, model: 'scripted-small' })).toMatchObject({
      isOk: true,
      message: 'Connected. scripted-small answered: ready',
    })
    await deleteProvider(admin, { id })
  })

  it('says what is wrong, without the key', async () => {
    const { id } = await saveProvider(admin, compatible({ apiKey: 'sk-this-one-is-wrong' }))
    const { isOk, message } = await tryProvider(admin, { id })
    expect(isOk).toBe(false)
    expect(message).toContain('Local refused the API key')
    expect(message).not.toContain('sk-')
    await saveProvider(admin, compatible({ id, baseUrl: 'http://model.invalid/v1' }))
    expect(await tryProvider(admin, { id })).toMatchObject({
      isOk: false,
      message: expect.stringContaining('cannot be reached'),
    })
    await deleteProvider(admin, { id })
  })
})

describe('listAvailableModels', () => {
  it('offers the offline model first, then what the providers have, with their sizes', async () => {
    const first = await saveProvider(
      admin,
      compatible({ models: [{ id: 'gpt-4o' }, { id: 'own', contextWindow: 4_000 }] }),
    )
    const second = await saveProvider(admin, compatible({ name: 'Second', models: [{ id: 'gpt-4o', name: 'Again' }] }))
    const off = await saveProvider(admin, compatible({ isEnabled: false, models: [{ id: 'off' }] }))
    const { items } = await listAvailableModels(admin, {})
    expect(items.map(({ id, providerName }) => [id, providerName])).toEqual([
      [OFFLINE_MODEL_ID, 'Loadout'],
      ['gpt-4o', 'Local'],
      ['own', 'Local'],
      [`${second.id}/gpt-4o`, 'Second'],
    ])
    expect(items[1]).toMatchObject({ family: 'gpt', contextWindow: 128_000, maxOutputTokens: 16_384, isOffline: false })
    expect(items[2]).toMatchObject({ family: 'generic', contextWindow: 4_000, maxOutputTokens: 1_000 })

    const found = await findModel(workspaceId, `${first.id}/gpt-4o`)
    expect(found.offered?.provider.id).toBe(first.id)
    expect((await findModel(workspaceId, `${second.id}/gpt-4o`)).offered?.upstreamId).toBe('gpt-4o')
    expect((await findModel(workspaceId, 'off')).offered).toBeNull()
    for (const { id } of [first, second, off]) await deleteProvider(admin, { id })
  })
})
