import { cacheListSchema, jobListSchema, retryJobSchema, usageRankingSchema } from '@/lib/schemas/insights'
import {
  createQueryTemplateSchema,
  queryPatternListSchema,
  queryTemplateListSchema,
  queryTemplateRefSchema,
  queryTemplateSchema,
  updateQueryTemplateSchema,
} from '@/lib/schemas/query-template'
import { operationsOf } from './operation'

export const INSIGHT_OPERATIONS = operationsOf('Insights', [
  {
    method: 'get',
    path: '/insights/caches',
    summary: 'What the caches of this server process are good for',
    scope: 'read',
    output: cacheListSchema,
  },
  {
    method: 'get',
    path: '/insights/usage',
    summary: 'The most used modules and chunks',
    scope: 'read',
    output: usageRankingSchema,
  },
  {
    method: 'get',
    path: '/jobs',
    summary: 'Background jobs',
    scope: 'read',
    output: jobListSchema,
  },
  {
    method: 'post',
    path: '/jobs/{id}/retry',
    summary: 'Run a failed job again',
    scope: 'write',
    input: retryJobSchema,
  },
  {
    method: 'get',
    path: '/query-patterns',
    summary: 'What is asked again and again',
    scope: 'read',
    output: queryPatternListSchema,
  },
  {
    method: 'get',
    path: '/query-templates',
    summary: 'Queries to start from',
    scope: 'read',
    output: queryTemplateListSchema,
  },
  {
    method: 'post',
    path: '/query-templates',
    summary: 'Add a template',
    scope: 'write',
    input: createQueryTemplateSchema,
    output: queryTemplateSchema,
    status: 201,
  },
  {
    method: 'patch',
    path: '/query-templates/{id}',
    summary: 'Reword, pin or hide a template',
    scope: 'write',
    input: updateQueryTemplateSchema,
    output: queryTemplateSchema,
  },
  {
    method: 'delete',
    path: '/query-templates/{id}',
    summary: 'Delete a template; can be undone',
    scope: 'write',
    input: queryTemplateRefSchema,
  },
  {
    method: 'post',
    path: '/query-templates/{id}/restore',
    summary: 'Undo a deletion',
    scope: 'write',
    input: queryTemplateRefSchema,
    output: queryTemplateSchema,
  },
])
