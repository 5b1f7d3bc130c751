import {
  cancelEmbeddingSchema,
  chooseEmbeddingSchema,
  embeddingModelsSchema,
  embeddingSchema,
  embeddingTestSchema,
  retryEmbeddingSchema,
  testEmbeddingSchema,
} from '@/lib/schemas/embedding'
import { operationsOf } from './operation'

export const EMBEDDING_OPERATIONS = operationsOf('Embedding', [
  {
    method: 'get',
    path: '/embedding',
    summary: 'Which index serves, and what is being built; wait for isSettled after an import',
    scope: 'read',
    output: embeddingSchema,
  },
  {
    method: 'put',
    path: '/embedding',
    summary: 'Choose what embeds the workspace’s texts; they are embedded anew in the background',
    scope: 'admin',
    input: chooseEmbeddingSchema,
    output: embeddingSchema,
  },
  {
    method: 'post',
    path: '/embedding/cancel',
    summary: 'Give up the index that is being built',
    scope: 'admin',
    input: cancelEmbeddingSchema,
    output: embeddingSchema,
  },
  {
    method: 'post',
    path: '/embedding/retry',
    summary: 'Go on with the index that failed',
    scope: 'admin',
    input: retryEmbeddingSchema,
    output: embeddingSchema,
  },
  {
    method: 'post',
    path: '/embedding/test',
    summary: 'Ask a model for one vector',
    scope: 'admin',
    input: testEmbeddingSchema,
    output: embeddingTestSchema,
  },
  {
    method: 'get',
    path: '/embedding/models',
    summary: 'Models that can be chosen',
    scope: 'admin',
    output: embeddingModelsSchema,
  },
])
