import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { QUERY_SET_SCHEMA_PATH, type QuerySetFile } from '@/lib/schemas/query-sets/query-set-file'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { workOnText } from '@/lib/texts/threads/work-on-text'

type SetContent = Omit<QuerySetFile, 'version'>

/** Reads the YAML file of a set. @throws AppError LIMIT_EXCEEDED; VALIDATION with the line of each problem */
export async function readSetFile(workspaceId: string, content: string): Promise<SetContent> {
  const actual = Buffer.byteLength(content)
  const limit = LIMITS.querySetBytes
  if (actual > limit) {
    const message = `A file of checks is at most ${describeBytes(limit)}, this one has ${describeBytes(actual)}: make several sets of it.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
  }
  const work = { workspaceId, urgency: 'person', size: content.length } as const
  const read = await workOnText('readQuerySet', { content }, work)
  if ('problem' in read) throw new AppError('VALIDATION', read.problem, { fields: { content: read.problem } })
  const { version: _, ...file } = read.file
  return file
}

/** A set as YAML. `readSetFile` reads the same set from it. */
export async function writeSetFile(
  workspaceId: string,
  { name, description, isRequired, queries }: SetContent,
): Promise<string> {
  const work = { workspaceId, urgency: 'person', size: JSON.stringify(queries).length } as const
  const schemaUrl = new URL(QUERY_SET_SCHEMA_PATH, env.LOADOUT_URL ?? `http://localhost:${env.PORT}`).href
  return workOnText('writeQuerySet', { file: { version: 1, name, description, isRequired, queries }, schemaUrl }, work)
}
