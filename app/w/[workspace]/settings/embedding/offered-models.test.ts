import { describe, expect, it } from 'vitest'
import type { EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/embedding'
import { offeredModels } from './offered-models'

const current = (change: Partial<EmbeddingIndexDto> = {}) =>
  ({
    kind: 'lsa',
    isAutomatic: true,
    isLate: false,
    parentShare: 0,
    queryPrefix: '',
    textPrefix: '',
    model: 'lsa-256@1',
    ...change,
  }) as EmbeddingIndexDto
const models = (names: string[], isInstalled = true): EmbeddingModelsDto => ({
  providers: [],
  local: { isInstalled, installCommand: 'npm install x', modelsDir: '/data/models', models: names },
})

describe('offeredModels', () => {
  it('offers the folders that are there, with what their family reads before a text', () => {
    const offered = offeredModels(current(), models(['Xenova/bge-reranker-base', 'all-MiniLM-L6-v2', 'x/e5-small']))
    expect(offered.map(({ model, isDownload }) => [model, isDownload])).toEqual([
      ['all-MiniLM-L6-v2', false],
      ['x/e5-small', false],
    ])
    expect(offered.map(({ choice }) => choice)).toMatchObject([
      { kind: 'transformers', model: 'all-MiniLM-L6-v2', queryPrefix: '', isDownloadAllowed: false },
      { kind: 'transformers', model: 'x/e5-small', queryPrefix: 'query: ', textPrefix: 'passage: ' },
    ])
  })

  it('offers one to download where no folder is there', () => {
    expect(offeredModels(current(), models(['Xenova/bge-reranker-base']))).toMatchObject([
      { isDownload: true, choice: { kind: 'transformers', isDownloadAllowed: true, queryPrefix: 'query: ' } },
    ])
  })

  it('offers nothing that cannot run, or while a neural model serves', () => {
    expect(offeredModels(current(), models(['a'], false))).toEqual([])
    const neural = current({ kind: 'transformers', isAutomatic: false, model: 'b' })
    expect(offeredModels(neural, models(['a']))).toEqual([])
  })
})
