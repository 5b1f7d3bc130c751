/** The release that retrieval sees unless a request names another. */
export const PRODUCTION_RELEASE = 'production'
