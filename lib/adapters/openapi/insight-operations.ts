import { operationsOf } from './operation'

export const INSIGHT_OPERATIONS = operationsOf('Insights', {
  'GET /insights/caches': { verb: 'listCaches', summary: 'What the caches of this server process are good for' },
  'GET /insights/contexts': {
    verb: 'getContextReport',
    summary: 'What contexts were made of, day by day, and which fell short',
  },
  'GET /insights/contexts/export': { verb: 'exportContextReport', summary: 'Its days as CSV', outputType: 'text/csv' },
  'GET /insights/library': { verb: 'getLibraryGraph', summary: 'Modules, their dependencies and their use' },
  'GET /insights/reviews': {
    verb: 'getReviewTimes',
    summary: 'How long change requests waited, and who answered them',
  },
  'GET /insights/reviews/export': { verb: 'exportReviewTimes', summary: 'The requests as CSV', outputType: 'text/csv' },
  'GET /insights/token-return': { verb: 'getTokenReturn', summary: 'What the tokens spent on each module bring' },
  'GET /insights/token-return/export': {
    verb: 'exportTokenReturn',
    summary: 'The same as CSV',
    outputType: 'text/csv',
  },
  'GET /insights/usage': { verb: 'rankUsage', summary: 'The most used modules and chunks' },
  'GET /usage': {
    verb: 'listUsage',
    summary: 'What calls to models took, by day, model, member, key or conversation',
  },
  'GET /usage/limits': { verb: 'listUsageLimits', summary: 'What members and keys may use, and what they have' },
  'PUT /usage/limits': { verb: 'saveUsageLimit', summary: 'Set, change or remove a limit' },
  'GET /usage/export': { verb: 'exportUsage', summary: 'The same as CSV', outputType: 'text/csv' },
  'GET /conversations/{id}/budget': {
    verb: 'getConversationBudget',
    summary: 'What the contexts of a conversation were made of, turn by turn',
  },
  'GET /conversations/{id}/usage': {
    verb: 'getConversationUsage',
    summary: 'What the answers of a conversation took, each and in all',
  },
  'GET /conversations/{id}/cache': {
    verb: 'getCacheMap',
    summary: 'What providers read from their caches, turn by turn, and what broke it',
  },
  'GET /jobs': { verb: 'listJobs', summary: 'Background jobs' },
  'POST /jobs/{id}/retry': { verb: 'retryJob', summary: 'Run a failed job again' },
  'GET /query-patterns': { verb: 'listQueryPatterns', summary: 'What is asked again and again' },
  'GET /query-templates': { verb: 'listQueryTemplates', summary: 'Queries to start from' },
  'POST /query-templates': { verb: 'createQueryTemplate', summary: 'Add a template', status: 201 },
  'PATCH /query-templates/{id}': { verb: 'updateQueryTemplate', summary: 'Reword, pin or hide a template' },
  'DELETE /query-templates/{id}': { verb: 'deleteQueryTemplate', summary: 'Delete a template; can be undone' },
  'POST /query-templates/{id}/restore': { verb: 'restoreQueryTemplate', summary: 'Undo a deletion' },
})
