import type { Client } from 'pg'

type Column = { table: string; column: string; type: string }
/** `columns` of `table` name the `targetColumns` of `target`, in this order. */
type Reference = { table: string; target: string; columns: string[]; targetColumns: string[] }
type Row = Record<string, unknown>

/** One value of each type that the schema uses; a type without one fails the test that fills. */
const VALUES: Record<string, unknown> = {
  bool: true,
  bytea: Buffer.from([0, 255]),
  date: '2026-03-04',
  float8: 0.25,
  halfvec: '[0.25,-1]',
  int4: 7,
  int8: '8000000000',
  jsonb: '{"kept":["é"]}',
  sparsevec: '{1:0.5,3:2}/1048576',
  timestamp: '2026-03-04 05:06:07.008',
  timestamptz: '2026-03-04 05:06:07.008Z',
  vector: '[0.25,-1]',
  _float4: [1.5, 1],
  _int4: [3, 5],
  _text: ['a', 'é'],
}

/** Of columns whose contents have a shape that a migration relies on, in place of the value of their type. */
const SHAPED: Record<string, unknown> = {
  // what the body has between its offsets
  'Chunk.text': '',
  'Chunk.termCounts': '[[3,1.5],[5,1]]',
  'ModuleIndex.termCounts': '[[3,1.5],[5,1]]',
  'Release.id': 'production',
  // of those that the database takes no other value of
  'Ablation.status': 'running',
  'AnswerComparison.actorKind': 'user',
  'AnswerComparison.status': 'running',
  'AnswerRating.verdict': 'better',
  'ApproximateIndex.documents': 'chunks',
  'AuditEvent.actorKind': 'user',
  'ChangeEvent.kind': 'created',
  'ChangeRequest.status': 'draft',
  'ChangeRequestEdit.kind': 'text',
  'ChangeRequestQuerySet.kind': 'change',
  'ChangeReview.verdict': 'approved',
  'CheckRun.status': 'running',
  'CommentReaction.kind': 'agree',
  'Composition.actorKind': 'user',
  'Composition.conversationId': 'Conversation id é',
  'ConversationMessage.role': 'user',
  'ConversationMessage.status': 'complete',
  'EmbeddingIndex.kind': 'hash',
  'EmbeddingIndex.status': 'building',
  'ImportedModule.change': 'created',
  'Invitation.role': 'owner',
  'Member.role': 'owner',
  'MessageImage.mediaType': 'image/png',
  'ModelCall.actorKind': 'user',
  'ModelCall.purpose': 'answer',
  'ModelCall.status': 'running',
  'ModuleVersion.activation': 'always',
  'ModuleVersion.priority': 'high',
  'Notification.kind': 'mention',
  'ProfileFact.scope': 'local',
  'ProfileFact.source': 'explicit',
  'ProfileFact.status': 'active',
  'ProfileSettings.accepts': 'none',
  'Provider.kind': 'openai',
  'ReviewRule.kind': 'path',
  'StatedFact.kind': 'constraint',
  'Thread.side': 'old',
  'UsageLimit.kind': 'member',
  'UsageLimit.period': 'day',
  'WorkspaceSettings.review': 'off',
  'WorkspaceState.review': 'off',
}

/** What Prisma's history is written into; it grows by itself. */
const HISTORY = '_prisma_migrations'

/** One row in every table that has none, whatever the tables are: keys lead to the rows of the tables they refer to. */
export async function fillTables(client: Client): Promise<void> {
  const columns = await readColumns(client)
  const references = await readReferences(client)
  for (const table of inOrder([...new Set(columns.map((column) => column.table))], references)) {
    const { rowCount } = await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)
    if (rowCount) continue
    const row: Row = {}
    for (const { column, type } of columns.filter((candidate) => candidate.table === table)) {
      const value = SHAPED[`${table}.${column}`] ?? (type === 'text' ? `${table} ${column} é` : VALUES[type])
      if (value === undefined) throw new Error(`fill-tables.ts has no value of type ${type} (${table}.${column})`)
      row[column] = value
    }
    for (const reference of references.filter((candidate) => candidate.table === table)) {
      const [target] = (await client.query<Row>(`SELECT * FROM "${reference.target}"`)).rows
      reference.columns.forEach((column, i) => {
        row[column] = target?.[reference.targetColumns[i] ?? '']
      })
    }
    const names = Object.keys(row)
    await client.query(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((_, i) => `$${i + 1}`).join()})`,
      Object.values(row),
    )
  }
}

/** Every row of every table as text, by table and column. */
export async function readTables(client: Client): Promise<Map<string, string[]>> {
  const contents = new Map<string, string[]>()
  for (const { table, column, type } of await readColumns(client)) {
    // a moment is the same with its zone
    const value = type.startsWith('timestamp') ? `extract(epoch FROM "${column}")` : `"${column}"`
    const { rows } = await client.query<{ value: string }>(
      `SELECT coalesce(${value}::text, 'null') AS value FROM "${table}" ORDER BY 1`,
    )
    contents.set(
      `${table}.${column}`,
      rows.map(({ value }) => value),
    )
  }
  return contents
}

async function readColumns(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT table_name AS "table", column_name AS "column", udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '${HISTORY}' ORDER BY table_name, ordinal_position`,
  )
  return rows
}

async function readReferences(client: Client): Promise<Reference[]> {
  const names = (relation: string, keys: string) =>
    `ARRAY(SELECT a.attname::text FROM unnest(${keys}) WITH ORDINALITY k(number, i)
      JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number ORDER BY k.i)`
  const { rows } = await client.query<Reference>(
    `SELECT s.relname::text AS "table", t.relname::text AS target,
       ${names('c.conrelid', 'c.conkey')} AS columns, ${names('c.confrelid', 'c.confkey')} AS "targetColumns"
     FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`,
  )
  return rows
}

/** Tables after those they refer to. */
function inOrder(tables: string[], references: Reference[]): string[] {
  const ordered = new Set<string>()
  const visit = (table: string): void => {
    for (const { target } of references.filter(
      (candidate) => candidate.table === table && candidate.target !== table,
    )) {
      if (!ordered.has(target)) visit(target)
    }
    ordered.add(table)
  }
  tables.forEach(visit)
  return [...ordered]
}
