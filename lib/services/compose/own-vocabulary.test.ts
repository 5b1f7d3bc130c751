import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createVocabulary } from '@/lib/engine'
import { tokenizerFile } from '@/lib/engine/tokens/vocabulary.fixture'
import { env } from '@/lib/env'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { listTokenCalibrations } from '@/lib/services/token-calibrations/list-token-calibrations'

let actor: Actor
const dataDir = mkdtempSync(join(tmpdir(), 'loadout-own-vocabulary-'))

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
beforeAll(async () => {
  env.LOADOUT_ALLOWED_HOSTS.push('127.0.0.1:9')
  const folder = join(dataDir, 'tokenizers')
  mkdirSync(folder)
  writeFileSync(join(folder, 'llama3.json'), JSON.stringify(tokenizerFile()))
  writeFileSync(join(folder, 'qwen3.json'), JSON.stringify(tokenizerFile({}, { type: 'Unigram' })))
  const workspace = await createTestWorkspace('own-vocabulary')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const content = '# Chunks\n\nThe thing is that the chunks are large, then the other thing is that they overlap.\n'
  await importModules(actor, { files: [{ path: 'chunks.md', content }] })
  const models = ['llama-3.1-8b', 'qwen3-8b', 'open-mistral-nemo'].map((id) => ({ id, contextWindow: 20_000 }))
  await saveProvider(actor, { kind: 'openai-compatible', name: 'Mine', baseUrl: 'http://127.0.0.1:9/v1', models })
  // now that the database of the tests is connected: others know no vocabulary, and threads read theirs from the process
  env.dataDir = dataDir
  process.env.LOADOUT_DATA_DIR = dataDir
})

const compose = (model: string) => createComposition(actor, { query: 'What is the thing with the chunks?', model })

it('counts a model with its own vocabulary where that is installed', async () => {
  const { id, messages, usage, trace } = await compose('llama-3.1-8b')
  expect(usage.counting).toEqual({ isExact: true, percent: 100, errorPercent: 0 })
  const own = createVocabulary(tokenizerFile())
  const contents = messages.reduce((sum, { content }) => sum + own.count(content), 0)
  const frame = usage.inputTokens - contents
  expect(frame).toBeGreaterThan(0)
  expect(frame).toBeLessThan(10 * messages.length)
  expect(trace.spans.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(contents)
  const notes = trace.steps.flatMap((step) => step.notes)
  expect(notes).toContain('tokens are counted with the model’s own vocabulary (llama3)')
  expect(await replayComposition(actor, { id })).toMatchObject({ isExact: true })
})

it('estimates them where it cannot be read, and says why', async () => {
  const { usage, trace } = await compose('qwen3-8b')
  expect(usage.counting).toMatchObject({ isExact: false, errorPercent: 20 })
  expect(trace.warnings.join()).toContain(
    'The tokenizer of Qwen 3 cannot be used: its model is not BPE. Tokens are estimated.',
  )
})

it('estimates them without a word where none is installed', async () => {
  const { usage, trace } = await compose('open-mistral-nemo')
  expect(usage.counting).toMatchObject({ isExact: false })
  expect(trace.warnings.join()).not.toContain('tokenizer')
})

it('lists a model as exact whatever its answers taught the estimate', async () => {
  const { workspaceId } = actor
  const learned = { workspaceId, family: 'llama', percent: 117, errorPercent: 9, answers: 40 }
  const models = ['llama-3.1-8b', 'qwen3-8b']
  await prisma.tokenCalibration.createMany({ data: models.map((model) => ({ ...learned, model })) })
  expect((await listTokenCalibrations(actor, {})).items).toMatchObject([
    { model: 'llama-3.1-8b', isExact: true, errorPercent: 0, vocabulary: 'llama3' },
    { model: 'qwen3-8b', isExact: false, errorPercent: 9, vocabulary: null },
  ])
})
