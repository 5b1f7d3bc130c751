import { describe, expect, it } from 'vitest'
import type { EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'
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
const models = (
  names: string[],
  isInstalled = true,
  servers: EmbeddingModelsDto['servers'] = [],
): EmbeddingModelsDto => ({
  providers: [],
  servers,
  local: { isInstalled, installCommand: 'npm install x', modelsDir: '/data/models', models: names },
})

describe('offeredModels', () => {
  it('offers the folders that are there, with what their family reads before a text', () => {
    const offered = offeredModels(current(), models(['Xenova/bge-reranker-base', 'all-MiniLM-L6-v2', 'x/e5-small']))
    expect(offered.map(({ model, from }) => [model, from])).toEqual([
      ['all-MiniLM-L6-v2', 'folder'],
      ['x/e5-small', 'folder'],
    ])
    expect(offered.map(({ choice }) => choice)).toMatchObject([
      { kind: 'transformers', model: 'all-MiniLM-L6-v2', queryPrefix: '', isDownloadAllowed: false },
      { kind: 'transformers', model: 'x/e5-small', queryPrefix: 'query: ', textPrefix: 'passage: ' },
    ])
  })

  it('offers one to download where no folder is there', () => {
    expect(offeredModels(current(), models(['Xenova/bge-reranker-base']))).toMatchObject([
      { from: 'download', choice: { kind: 'transformers', isDownloadAllowed: true, queryPrefix: 'query: ' } },
    ])
  })

  it('offers what a model server of this machine has before all else, as its provider', () => {
    const ollama = { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', models: ['nomic-embed-text:latest'] }
    const server = { ...ollama, providerId: null, chatModels: ['llama3.2:3b'] }
    expect(offeredModels(current(), models([], false, [server]))).toMatchObject([
      {
        model: 'nomic-embed-text:latest',
        from: { providerId: null },
        choice: {
          kind: 'provider',
          queryPrefix: 'search_query: ',
          textPrefix: 'search_document: ',
          embedsMessages: true,
        },
      },
    ])
    const known = offeredModels(current(), models(['x/e5-small'], true, [{ ...server, providerId: 'prv_1' }]))
    expect(known.map(({ choice }) => choice)).toMatchObject([
      { kind: 'provider', providerId: 'prv_1' },
      { kind: 'transformers', model: 'x/e5-small', textPrefix: 'passage: ' },
    ])
  })

  it('offers nothing that cannot run, or while a neural model serves', () => {
    expect(offeredModels(current(), models(['a'], false))).toEqual([])
    const neural = current({ kind: 'transformers', isAutomatic: false, model: 'b' })
    expect(offeredModels(neural, models(['a']))).toEqual([])
  })
})
