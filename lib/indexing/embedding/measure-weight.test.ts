import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { createComposition } from '@/lib/services/compose/create-composition'
import { cancelEmbedding } from '@/lib/services/embeddings/cancel-embedding'
import { chooseEmbedding } from '@/lib/services/embeddings/choose-embedding'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { followEmbedding } from './follow-embedding'

let upstream: ScriptedOpenAi
beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
})
afterAll(() => upstream.stop())

const unlikeWord = (n: number) => hashText(`${n}`).replaceAll(/\d/g, '').slice(0, 9)

/** Modules with enough words of their own to ask for. */
function longLibrary() {
  return Array.from({ length: 60 }, (_, at) => {
    const words = Array.from({ length: 24 }, (_each, w) => unlikeWord((at * 37 + w * (10 * (at % 9) + 3)) % 300))
    return { path: `w${at}.md`, content: `# Item ${at}\n\n${words.join(' ')} ${words.slice(0, 12).join(' ')}.` }
  })
}

async function createWorkspace() {
  const { workspaceId, actor } = await createTestWorkspace('weight')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const provider = await saveProvider(actor, {
    ...{ kind: 'openai-compatible', name: 'Local', baseUrl: upstream.baseUrl, apiKey: 'sk-0123456789abcdef' },
    models: [],
  })
  await importModules(actor, { files: longLibrary() })
  return { workspaceId, actor, choice: { kind: 'provider', providerId: provider.id, model: 'scripted' } as const }
}

it('earns its weight on the texts before it serves: an embedder that tells them apart more than one that cannot', async () => {
  const { workspaceId, actor, choice } = await createWorkspace()
  const weighed = async (wanted: Parameters<typeof chooseEmbedding>[1]) => {
    await chooseEmbedding(actor, wanted)
    await followEmbedding(workspaceId)
    const index = await prisma.embeddingIndex.findFirstOrThrow({ where: { workspaceId, status: 'active' } })
    const { weight } = z.object({ weight: z.number() }).parse(index.calibration)
    const { trace } = await createComposition(actor, { query: `${unlikeWord(3)} ${unlikeWord(14)}` })
    expect(JSON.stringify(trace)).toContain(`meaning counts ${weight.toFixed(2)} here, words 1`)
    return weight
  }
  const byLetters = await weighed(choice)
  const byWords = await weighed({ kind: 'hash' })
  expect(byLetters).toBeGreaterThan(0)
  expect(byWords).toBeGreaterThan(byLetters + 0.1)
}, 60_000)

it('is not measured any further once it is cancelled', async () => {
  const { workspaceId, actor, choice } = await createWorkspace()
  await chooseEmbedding(actor, choice)
  let queries = 0
  upstream.embeddingRule = ([text]) => {
    // texts of chunks have their heading on a line of its own
    if (text?.includes('\n')) return undefined
    if (++queries === 1) void cancelEmbedding(actor, {})
    return { delayMs: 100 }
  }
  await followEmbedding(workspaceId)
  expect((await getEmbedding(actor, {})).active.kind).toBe('hash')
  expect(queries).toBeGreaterThan(0)
  expect(queries).toBeLessThan(15)
})
