import { operationsOf } from './operation'

export const EMBEDDING_OPERATIONS = operationsOf('Embedding', {
  'GET /embedding': {
    verb: 'getEmbedding',
    summary: 'Which index serves, and what is being built; wait for isSettled after an import',
  },
  'PUT /embedding': {
    verb: 'chooseEmbedding',
    summary: 'Choose what embeds the workspace’s texts; they are embedded anew in the background',
  },
  'POST /embedding/cancel': { verb: 'cancelEmbedding', summary: 'Give up the index that is being built' },
  'POST /embedding/retry': { verb: 'retryEmbedding', summary: 'Go on with the index that failed' },
  'POST /embedding/test': { verb: 'tryEmbedding', summary: 'Ask a model for one vector' },
  'GET /embedding/models': { verb: 'listEmbeddingModels', summary: 'Models that can be chosen' },
})
