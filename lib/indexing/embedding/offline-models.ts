/** Names the offline embedder that is fitted to a workspace's own texts. */
export const LSA_MODEL = 'lsa-256@1'
