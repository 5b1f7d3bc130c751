import { operationsOf } from './operation'

export const CHECK_OPERATIONS = operationsOf('Checks', {
  'GET /query-sets': { verb: 'listQuerySets', summary: 'Query sets, each with its latest run' },
  'POST /query-sets': { verb: 'createQuerySet', summary: 'Create a query set', status: 201 },
  'GET /query-sets/{id}': { verb: 'getQuerySet', summary: 'A query set with its queries and checks' },
  'PATCH /query-sets/{id}': { verb: 'updateQuerySet', summary: 'Change a query set' },
  'DELETE /query-sets/{id}': { verb: 'deleteQuerySet', summary: 'Delete a query set; can be undone' },
  'POST /query-sets/{id}/restore': { verb: 'restoreQuerySet', summary: 'Undo a deletion' },
  'POST /query-sets/{id}/checks': { verb: 'addCheck', summary: 'Add checks of a query to a set' },
  'POST /query-sets/{id}/explain': {
    verb: 'explainCheckedQuery',
    summary: 'Compose a query of a set once more, with its trace',
  },
  'POST /query-sets/import': { verb: 'importQuerySet', summary: 'Make a query set of a YAML file, or replace one' },
  'GET /query-sets/{id}/export': {
    verb: 'exportQuerySet',
    summary: 'A query set as a YAML file',
    outputType: 'application/yaml',
  },
  'GET /query-sets/{id}/runs': { verb: 'listCheckRuns', summary: 'Runs of a query set' },
  'POST /query-sets/{id}/runs': {
    verb: 'runQuerySet',
    summary: 'Hold a query set against a release; continue while it is running',
    status: 201,
  },
  'GET /check-runs/{id}': { verb: 'getCheckRun', summary: 'A run with what came of each query' },
  'POST /check-runs/{id}/continue': { verb: 'continueCheckRun', summary: 'Go on with a run for a moment' },
  'POST /check-runs/{id}/cancel': { verb: 'cancelCheckRun', summary: 'End a run' },
  'GET /query-sets/{id}/ablations': { verb: 'listAblations', summary: 'Ablations of a query set' },
  'POST /query-sets/{id}/ablations': {
    verb: 'startAblation',
    summary: 'Compose a query set without one module at a time; continue while it is running',
    status: 201,
  },
  'GET /ablations/{id}': { verb: 'getAblation', summary: 'An ablation with what it found of each module' },
  'POST /ablations/{id}/continue': { verb: 'continueAblation', summary: 'Go on with an ablation for a moment' },
  'POST /ablations/{id}/cancel': { verb: 'cancelAblation', summary: 'End an ablation' },
  'GET /query-sets/{id}/answer-comparisons': {
    verb: 'listAnswerComparisons',
    summary: 'Comparisons of answers that a query set keeps',
  },
  'POST /query-sets/{id}/answer-comparisons': {
    verb: 'startAnswerComparison',
    summary: 'Have a model answer a query set before and after, in the background',
    status: 201,
  },
  'GET /answer-comparisons/{id}': {
    verb: 'getAnswerComparison',
    summary: 'A comparison with its answers, ratings and verdicts',
  },
  'POST /answer-comparisons/{id}/cancel': { verb: 'cancelAnswerComparison', summary: 'End a comparison of answers' },
  'PUT /answer-comparisons/{id}/ratings': { verb: 'rateAnswers', summary: 'Say which of two answers is better' },
})
