/** The account that the first test creates, and that the others are signed in with. */
export const OWNER = { name: 'Ada Owner', email: 'ada@example.com', password: 'correct horse battery' }

/** Where its cookies are kept while the tests run. */
export const STORAGE_STATE = 'test-results/owner.json'
