import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { closeDatabase, databasePool } from '@/lib/db/client'
import { readSchema } from '@/lib/db/migrations/migration-list'
import { APPROXIMATE_DOCUMENTS } from '@/lib/db/retrieval/approximate/index-sql'
import {
  ACCEPTED_UNASKED,
  ACTIVATIONS,
  FACT_STATUSES,
  IMAGE_MEDIA_TYPES,
  PRIORITIES,
  STATEMENT_KINDS,
} from '@/lib/engine'
import { ACTOR_KINDS, AUDIT_ACTORS, storedActorSchema } from '@/lib/schemas/actor'
import { SET_EDIT_KINDS } from '@/lib/schemas/changes/change-query-set'
import { CHANGE_STATUSES, EDIT_KINDS } from '@/lib/schemas/changes/change-request'
import { EVENT_KINDS, REACTION_KINDS } from '@/lib/schemas/changes/discussion'
import { NOTIFICATION_KINDS } from '@/lib/schemas/changes/inbox'
import { REVIEW_SETTINGS } from '@/lib/schemas/changes/review'
import { RULE_KINDS } from '@/lib/schemas/changes/review-rule'
import { EMBEDDING_KINDS } from '@/lib/schemas/contexts/embedding'
import { MESSAGE_STATUSES } from '@/lib/schemas/conversations/conversation'
import { IMPORT_CHANGES } from '@/lib/schemas/imports/past-import'
import { FACT_SCOPES } from '@/lib/schemas/profiles/profile'
import { RUN_STATUSES } from '@/lib/schemas/query-sets/check-run'
import { PROVIDER_KINDS } from '@/lib/schemas/workspaces/provider'
import { ROLES } from '@/lib/schemas/workspaces/role'
import { LIMIT_KINDS, LIMIT_PERIODS } from '@/lib/schemas/workspaces/usage-limit'

const SCHEMA = readSchema()
  .map(([, text]) => text)
  .join('\n')

/** Columns whose values the code chooses from, and from what. */
const SETS: Record<string, readonly string[]> = {
  'Ablation.status': RUN_STATUSES,
  'AnswerComparison.status': RUN_STATUSES,
  'AnswerRating.verdict': ['better', 'same', 'worse'],
  'ApproximateIndex.documents': APPROXIMATE_DOCUMENTS,
  'AuditEvent.actorKind': AUDIT_ACTORS,
  'ChangeEvent.kind': EVENT_KINDS,
  'ChangeRequest.status': CHANGE_STATUSES,
  'ChangeRequestEdit.kind': EDIT_KINDS,
  'ChangeRequestQuerySet.kind': SET_EDIT_KINDS,
  'ChangeReview.verdict': ['approved', 'changes'],
  'CheckRun.status': RUN_STATUSES,
  'CommentReaction.kind': REACTION_KINDS,
  'Composition.actorKind': AUDIT_ACTORS,
  'ConversationMessage.role': ['user', 'assistant'],
  'ConversationMessage.status': MESSAGE_STATUSES,
  'EmbeddingIndex.kind': EMBEDDING_KINDS,
  'EmbeddingIndex.status': ['building', 'active', 'retired', 'failed'],
  'ImportedModule.change': IMPORT_CHANGES,
  'Invitation.role': ROLES,
  'Member.role': ROLES,
  'MessageImage.mediaType': IMAGE_MEDIA_TYPES,
  'ModelCall.actorKind': AUDIT_ACTORS,
  'ModelCall.purpose': ['answer', 'summary', 'facts', 'test', 'comparison'],
  'ModelCall.status': ['running', 'complete', 'stopped', 'interrupted', 'failed'],
  'ModuleVersion.activation': ACTIVATIONS,
  'ModuleVersion.priority': PRIORITIES,
  'Notification.kind': NOTIFICATION_KINDS,
  'ProfileFact.scope': FACT_SCOPES,
  'ProfileFact.source': ['explicit', 'inferred'],
  'ProfileFact.status': FACT_STATUSES,
  'ProfileSettings.accepts': ACCEPTED_UNASKED,
  'Provider.kind': PROVIDER_KINDS,
  'ReviewRule.kind': RULE_KINDS,
  'StatedFact.kind': STATEMENT_KINDS,
  'Thread.side': ['old', 'new'],
  'UsageLimit.kind': LIMIT_KINDS,
  'UsageLimit.period': LIMIT_PERIODS,
  'WorkspaceSettings.review': REVIEW_SETTINGS,
}

afterAll(closeDatabase)

it('lets the database keep what the code chooses from, and nothing else', async () => {
  const { rows } = await databasePool().query<{ column: string; definition: string }>(
    `SELECT c.conrelid::regclass::text || '.' || a.attname AS "column", pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'c' AND c.conname LIKE '%\\_set' AND c.connamespace = current_schema()::regnamespace`,
  )
  const kept = rows.map(({ column, definition }) => [
    column.replaceAll('"', ''),
    [...definition.matchAll(/'([^']*)'/g)].map(([, value]) => value).toSorted(),
  ])
  const chosen = Object.entries(SETS).map(([column, values]) => [column, values.toSorted()])
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(chosen))
})

it('writes the same sets where migrations are squashed from', () => {
  const written = [
    ...readFileSync('prisma/beyond-schema.sql', 'utf8').matchAll(/CONSTRAINT "(\w+)_(\w+)_set" CHECK \(([^;\n]+)\)/g),
  ].map(([, model, column, definition = '']) => [
    `${model}.${column}`,
    [...definition.matchAll(/'([^']*)'/g)].map(([, value]) => value).toSorted(),
  ])
  const chosen = Object.entries(SETS).map(([column, values]) => [column, values.toSorted()])
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(chosen))
})

it('names every column whose comment in the schema lists what it holds', () => {
  const listed = [...SCHEMA.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, model, body = '']) =>
    [...body.matchAll(/\/\/\/ \w+(?: \([^)]*\))? \| \w+[^\n]*\n\s+(\w+)\s+String/g)].map(
      ([, column]) => `${model}.${column}`,
    ),
  )
  expect(listed.filter((column) => !(column in SETS))).toEqual([])
})

it('lets rows keep who did something in one shape', async () => {
  const columns = await databasePool().query<{ column: string; definition: string }>(
    `SELECT c.conrelid::regclass::text || '.' || a.attname AS "column", pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.conname LIKE '%\\_actor' AND c.connamespace = current_schema()::regnamespace`,
  )
  for (const { column, definition } of columns.rows) {
    expect(definition).toMatch(
      new RegExp(`^CHECK \\(is_actor\\("?${column.split('.')[1]?.replaceAll('"', '')}"?\\)\\)$`),
    )
  }
  const named = [...SCHEMA.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, model, body = '']) =>
    [...body.matchAll(/^ {2}(\w+By|author|actor)\s+Json/gm)].map(([, column]) => `${model}.${column}`),
  )
  expect(columns.rows.map(({ column }) => column.replaceAll('"', '')).toSorted()).toEqual(named.toSorted())
  const isActor = async (actor: object) =>
    (await databasePool().query<{ is: boolean }>('SELECT is_actor($1::jsonb) AS "is"', [JSON.stringify(actor)])).rows[0]
      ?.is
  const actor = { kind: 'user', id: null, name: 'Ada', personId: null }
  const others = [
    {},
    { ...actor, kind: 'other' },
    { ...actor, kind: null },
    { ...actor, name: null },
    { kind: 'user', name: 'Ada' },
  ]
  for (const each of [...ACTOR_KINDS.map((kind) => ({ ...actor, kind })), ...others]) {
    expect(await isActor(each), JSON.stringify(each)).toBe(storedActorSchema.safeParse(each).success)
  }
})
