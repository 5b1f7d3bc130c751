import { operationsOf } from './operation'

const ONE = '/change-requests/{number}'

export const CHANGE_OPERATIONS = operationsOf('Change requests', {
  'GET /change-requests': { verb: 'listChangeRequests', summary: 'Change requests, the newest first' },
  'POST /change-requests': { verb: 'createChangeRequest', summary: 'Propose edits as a change request', status: 201 },
  'GET /waiting-reviews': {
    verb: 'listWaitingReviews',
    summary: 'Open change requests that wait for the review of the person who asks',
  },
  [`GET ${ONE}`]: { verb: 'getChangeRequest', summary: 'A change request with its edits and conflicts' },
  [`PATCH ${ONE}`]: { verb: 'updateChangeRequest', summary: 'Change, close or reopen a change request' },
  [`PUT ${ONE}/edits`]: { verb: 'putChangeEdits', summary: 'Put edits in, or resolve conflicts' },
  [`GET ${ONE}/edits/{moduleId}`]: {
    verb: 'getChangeTexts',
    summary: 'The texts of an edit: base, production, proposed',
  },
  [`DELETE ${ONE}/edits/{moduleId}`]: { verb: 'removeChangeEdit', summary: 'Take an edit out' },
  [`DELETE ${ONE}/policies/{policyId}`]: { verb: 'removeChangePolicy', summary: 'Take a policy out' },
  [`GET ${ONE}/query-sets/{querySetId}`]: {
    verb: 'getChangeQuerySet',
    summary: 'A query set before, now and as proposed, as files',
  },
  [`DELETE ${ONE}/query-sets/{querySetId}`]: { verb: 'removeChangeQuerySet', summary: 'Take a query set out' },
  [`POST ${ONE}/effect`]: {
    verb: 'previewChangeEffect',
    summary: 'What it does to the contexts of a query set; go on at `next`',
  },
  'POST /effect': {
    verb: 'previewEffectBetween',
    summary: 'What becomes of contexts from one release or policy to another; go on at `next`',
  },
  [`GET ${ONE}/checks`]: { verb: 'getChangeChecks', summary: 'What query sets say of it, beside production' },
  [`POST ${ONE}/merge`]: { verb: 'mergeChangeRequest', summary: 'Make all its edits production, or none' },
  [`POST ${ONE}/review`]: { verb: 'reviewChangeRequest', summary: 'Approve it, request changes, or take that back' },
  [`POST ${ONE}/review/ask`]: { verb: 'askForReview', summary: 'Ask members to review it' },
  [`POST ${ONE}/review/dismiss`]: {
    verb: 'dismissReview',
    summary: 'End that somebody’s requested changes are in its way, with a reason',
  },
  [`POST ${ONE}/revert`]: { verb: 'revertChangeRequest', summary: 'Propose to take a merged one back', status: 201 },
  'GET /review': { verb: 'getReview', summary: 'Whether production needs approved change requests' },
  'PUT /review': { verb: 'changeReview', summary: 'Say whether it does' },
  'GET /review/rules': { verb: 'listReviewRules', summary: 'Who has to approve what' },
  'POST /review/rules': { verb: 'createReviewRule', summary: 'Make a review rule', status: 201 },
  'PUT /review/rules/{id}': { verb: 'changeReviewRule', summary: 'Put another review rule in its place' },
  'DELETE /review/rules/{id}': { verb: 'deleteReviewRule', summary: 'Delete a review rule' },
  'POST /releases/{id}/propose': {
    verb: 'proposeRelease',
    summary: 'Open a change request that makes production, or another release, what a release is',
    status: 201,
  },
  'POST /modules/{id}/try': {
    verb: 'tryDraft',
    summary: 'Make a release that is production with a draft in it',
    status: 201,
  },
  'POST /modules/{id}/propose': { verb: 'proposeDraft', summary: 'Move a draft into a change request', status: 201 },
})
