import { operationsOf } from './operation'

const POLICIES = operationsOf('Policies', {
  'GET /policies': { verb: 'listPolicies', summary: 'List policies' },
  'POST /policies': { verb: 'createPolicy', summary: 'Create a policy from another one', status: 201 },
  'PATCH /policies/{id}': { verb: 'renamePolicy', summary: 'Rename a policy' },
  'DELETE /policies/{id}': {
    verb: 'deletePolicy',
    summary: 'Delete a policy with its versions; the default one stays',
  },
  'GET /policies/{id}': { verb: 'getPolicy', summary: 'A policy with its versions' },
  'POST /policies/{id}/versions': {
    verb: 'savePolicyVersion',
    summary: 'Save a version without applying it',
    status: 201,
  },
  'POST /policies/{id}/apply': { verb: 'applyPolicyVersion', summary: 'Make a version the active one' },
  'GET /reranking/models': { verb: 'listRerankingModels', summary: 'Models that a policy can rerank with' },
})

const RELEASES = operationsOf('Releases', {
  'GET /releases': { verb: 'listReleases', summary: 'List releases' },
  'POST /releases': {
    verb: 'createRelease',
    summary: 'Create a release that is another one but for its entries',
    status: 201,
  },
  'GET /releases/{id}': { verb: 'getRelease', summary: 'A release with what it differs from its base by' },
  'DELETE /releases/{id}': { verb: 'deleteRelease', summary: 'Delete a release; modules and versions stay' },
  'GET /releases/{id}/differences': { verb: 'compareReleases', summary: 'What a release holds that another does not' },
  'PUT /releases/{id}/entries': { verb: 'setReleaseEntries', summary: 'Put versions in, or take modules out' },
  'DELETE /releases/{id}/entries/{moduleId}': {
    verb: 'removeReleaseEntry',
    summary: 'Follow the base again for a module',
  },
  'PUT /releases/{id}/protection': {
    verb: 'protectRelease',
    summary: 'Let approved change requests alone change a release, or end that',
  },
  'GET /releases/{id}/lockfile': {
    verb: 'exportLockfile',
    summary: 'All that decides what a release gives, by version and hash',
  },
  'GET /moments': { verb: 'previewMoment', summary: 'What production held at a moment in the past' },
  'POST /lockfiles': { verb: 'importLockfile', summary: 'Make a frozen release of a lockfile', status: 201 },
  'POST /lockfiles/verify': { verb: 'verifyLockfile', summary: 'Whether a lockfile can be reproduced here' },
})

const PROFILES = operationsOf('Profiles', {
  'GET /profiles': { verb: 'listProfiles', summary: 'List profiles' },
  'POST /profiles': { verb: 'createProfile', summary: 'Create a profile', status: 201 },
  'GET /profiles/{id}': { verb: 'getProfile', summary: 'A profile with its facts' },
  'PUT /profiles/{id}': { verb: 'updateProfile', summary: 'Rename a profile or replace its facts' },
  'DELETE /profiles/{id}': {
    verb: 'deleteProfile',
    summary: 'Delete a profile, with a receipt; compositions show it as redacted',
  },
  'GET /profiles/own': { verb: 'getOwnProfile', summary: 'Your own profile, if there is one' },
  'POST /profiles/own': { verb: 'beginOwnProfile', summary: 'Begin your own profile', status: 201 },
  'PUT /profiles/own': { verb: 'changeOwnProfile', summary: 'Rename your own profile, or let it learn or not' },
  'DELETE /profiles/own': { verb: 'deleteOwnProfile', summary: 'Delete your own profile, with a receipt' },
  'GET /profiles/settings': { verb: 'getProfileSettings', summary: 'What the workspace may learn about people' },
  'PUT /profiles/settings': { verb: 'saveProfileSettings', summary: 'Change what the workspace may learn' },
  'GET /profiles/{id}/facts': { verb: 'listFacts', summary: 'Facts that hold, wait, were superseded or refused' },
  'POST /profiles/{id}/facts': { verb: 'addFact', summary: 'Write a fact by hand', status: 201 },
  'PUT /profiles/{id}/facts/{factId}': { verb: 'changeFact', summary: 'Correct a fact, or change where it may go' },
  'DELETE /profiles/{id}/facts/{factId}': { verb: 'deleteFact', summary: 'Delete a fact, with a receipt' },
  'POST /profiles/{id}/facts/{factId}/accept': { verb: 'acceptFact', summary: 'Accept a candidate' },
  'POST /profiles/{id}/facts/{factId}/refuse': { verb: 'refuseFact', summary: 'Refuse a candidate' },
  'POST /profiles/{id}/facts/{factId}/reopen': { verb: 'reopenFact', summary: 'Take a decision on a fact back' },
  'GET /profiles/{id}/interactions': { verb: 'listInteractions', summary: 'What somebody asked about before' },
  'DELETE /profiles/{id}/interactions': { verb: 'clearInteractions', summary: 'Forget what somebody asked about' },
  'GET /profiles/{id}/export': { verb: 'exportProfile', summary: 'Everything that is known about a person' },
})

const PROVIDERS = operationsOf('Models', {
  'GET /models': { verb: 'listAvailableModels', summary: 'Models that chat can ask' },
  'PUT /models/default': { verb: 'chooseDefaultModel', summary: 'Choose the model of whoever has asked none yet' },
  'GET /token-calibrations': {
    verb: 'listTokenCalibrations',
    summary: 'How far the tokens of each model are from what is counted, learned from its answers',
  },
  'GET /providers': { verb: 'listProviders', summary: 'List providers' },
  'POST /providers': { verb: 'saveProvider', summary: 'Add a provider', status: 201 },
  'POST /providers/connect': {
    verb: 'connectProvider',
    summary: 'Try an address and a key that are not saved yet, and list the models behind them',
  },
  'GET /providers/local': {
    verb: 'findLocalProviders',
    summary: 'Model servers on this machine that are not used yet',
  },
  'PUT /providers/{id}': { verb: 'saveProvider', summary: 'Change a provider' },
  'DELETE /providers/{id}': { verb: 'deleteProvider', summary: 'Delete a provider and its key' },
  'POST /providers/{id}/test': { verb: 'tryProvider', summary: 'Try the connection' },
})

export const SETTING_OPERATIONS = [...POLICIES, ...RELEASES, ...PROFILES, ...PROVIDERS]
