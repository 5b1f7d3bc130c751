/** The embedding index that a workspace begins with: the offline embedder that needs no corpus. */
export const FIRST_EMBEDDING_INDEX = {
  id: 'hash-256@1',
  kind: 'hash',
  modelName: 'hash-256@1',
  dimensions: 256,
  status: 'active',
} as const
