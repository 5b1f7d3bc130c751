/** Names of families that make vectors; a list of models does not say what each is for. */
const FAMILY = /embed|(?:^|[/-])(?:bge|e5|gte)-|minilm/i
/** These compare a question with a text, and make none. */
export const RERANKS = /rerank|cross-encoder|ms-marco-/i

export const isEmbeddingModel = (id: string) => FAMILY.test(id) && !RERANKS.test(id)
