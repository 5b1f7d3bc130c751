import { env } from '@/lib/env'
import { LIMITS } from '@/lib/schemas/limits'
import { querySetRefSchema } from '@/lib/schemas/query-set'
import { exportedQuerySetSchema, QUERY_SET_SCHEMA_PATH } from '@/lib/schemas/query-set-file'
import { verb } from '@/lib/services/verb'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { requireQuerySet } from './find-query-set'

/** A query set as a YAML file, which imports back as it was. @throws AppError NOT_FOUND */
export const exportQuerySet = verb({
  name: 'exportQuerySet',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: exportedQuerySetSchema,
  run: async ({ workspaceId }, { id }) => {
    const { name, description, isRequired, queries } = await requireQuerySet(workspaceId, id)
    const work = { workspaceId, urgency: 'person', size: JSON.stringify(queries).length } as const
    const schemaUrl = new URL(QUERY_SET_SCHEMA_PATH, env.LOADOUT_URL ?? `http://localhost:${env.PORT}`).href
    const file = { version: 1 as const, name, description, isRequired, queries }
    const text = await workOnText('writeQuerySet', { file, schemaUrl }, work)
    const plain = name.normalize('NFKD').replaceAll(/[^a-zA-Z0-9]+/g, '-')
    const stem = plain
      .slice(0, LIMITS.slugLength)
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase()
    return { fileName: `${stem || 'checks'}.yaml`, text }
  },
})
