import {
  applyPolicyVersionSchema,
  createPolicySchema,
  getPolicySchema,
  listRerankingModelsSchema,
  policyDetailSchema,
  policyListSchema,
  policyVersionSchema,
  renamePolicySchema,
  rerankingModelsSchema,
  savePolicyVersionSchema,
} from '@/lib/schemas/policy'
import {
  createProfileSchema,
  deleteProfileSchema,
  getProfileSchema,
  listProfilesSchema,
  profilePageSchema,
  profileSchema,
  updateProfileSchema,
} from '@/lib/schemas/profile'
import {
  availableModelListSchema,
  deleteProviderSchema,
  providerListSchema,
  providerSchema,
  providerTestSchema,
  saveProviderSchema,
  testProviderSchema,
} from '@/lib/schemas/provider'
import { tokenCalibrationListSchema } from '@/lib/schemas/token-calibration'
import { operationsOf } from './operation'

const POLICIES = operationsOf('Policies', [
  { method: 'get', path: '/policies', summary: 'List policies', scope: 'read', output: policyListSchema },
  {
    method: 'post',
    path: '/policies',
    summary: 'Create a policy from another one',
    scope: 'write',
    input: createPolicySchema,
    output: policyDetailSchema,
    status: 201,
  },
  {
    method: 'patch',
    path: '/policies/{id}',
    summary: 'Rename a policy',
    scope: 'write',
    input: renamePolicySchema,
    output: policyDetailSchema,
  },
  {
    method: 'delete',
    path: '/policies/{id}',
    summary: 'Delete a policy with its versions; the default one stays',
    scope: 'write',
    input: getPolicySchema,
  },
  {
    method: 'get',
    path: '/policies/{id}',
    summary: 'A policy with its versions',
    scope: 'read',
    input: getPolicySchema,
    output: policyDetailSchema,
  },
  {
    method: 'post',
    path: '/policies/{id}/versions',
    summary: 'Save a version without applying it',
    scope: 'write',
    input: savePolicyVersionSchema,
    output: policyVersionSchema,
    status: 201,
  },
  {
    method: 'post',
    path: '/policies/{id}/apply',
    summary: 'Make a version the active one',
    scope: 'write',
    input: applyPolicyVersionSchema,
    output: policyDetailSchema,
  },
  {
    method: 'get',
    path: '/reranking/models',
    summary: 'Models that a policy can rerank with',
    scope: 'read',
    input: listRerankingModelsSchema,
    output: rerankingModelsSchema,
  },
])

const PROFILES = operationsOf('Profiles', [
  {
    method: 'get',
    path: '/profiles',
    summary: 'List profiles',
    scope: 'read',
    input: listProfilesSchema,
    output: profilePageSchema,
  },
  {
    method: 'post',
    path: '/profiles',
    summary: 'Create a profile',
    scope: 'write',
    input: createProfileSchema,
    output: profileSchema,
    status: 201,
  },
  {
    method: 'get',
    path: '/profiles/{id}',
    summary: 'A profile with its facts',
    scope: 'read',
    input: getProfileSchema,
    output: profileSchema,
  },
  {
    method: 'put',
    path: '/profiles/{id}',
    summary: 'Rename a profile or replace its facts',
    scope: 'write',
    input: updateProfileSchema,
    output: profileSchema,
  },
  {
    method: 'delete',
    path: '/profiles/{id}',
    summary: 'Delete a profile; compositions show it as redacted',
    scope: 'write',
    input: deleteProfileSchema,
  },
])

const PROVIDERS = operationsOf('Models', [
  {
    method: 'get',
    path: '/models',
    summary: 'Models that chat can ask',
    scope: 'read',
    output: availableModelListSchema,
  },
  {
    method: 'get',
    path: '/token-calibrations',
    summary: 'How far the tokens of each model are from what is counted, learned from its answers',
    scope: 'read',
    output: tokenCalibrationListSchema,
  },
  { method: 'get', path: '/providers', summary: 'List providers', scope: 'admin', output: providerListSchema },
  {
    method: 'post',
    path: '/providers',
    summary: 'Add a provider',
    scope: 'admin',
    input: saveProviderSchema,
    output: providerSchema,
    status: 201,
  },
  {
    method: 'put',
    path: '/providers/{id}',
    summary: 'Change a provider',
    scope: 'admin',
    input: saveProviderSchema,
    output: providerSchema,
  },
  {
    method: 'delete',
    path: '/providers/{id}',
    summary: 'Delete a provider and its key',
    scope: 'admin',
    input: deleteProviderSchema,
  },
  {
    method: 'post',
    path: '/providers/{id}/test',
    summary: 'Try the connection',
    scope: 'admin',
    input: testProviderSchema,
    output: providerTestSchema,
  },
])

export const SETTING_OPERATIONS = [...POLICIES, ...PROFILES, ...PROVIDERS]
