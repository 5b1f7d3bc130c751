import { LIMITS } from '@/lib/schemas/limits'
import { querySetRefSchema } from '@/lib/schemas/query-sets/query-set'
import { exportedQuerySetSchema } from '@/lib/schemas/query-sets/query-set-file'
import { verb } from '@/lib/services/verb'
import { writeSetFile } from './edits/set-file'
import { requireQuerySet } from './rows/stored-set'

/** A query set as a YAML file, which imports back as it was. @throws AppError NOT_FOUND */
export const exportQuerySet = verb({
  name: 'exportQuerySet',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: exportedQuerySetSchema,
  run: async ({ workspaceId }, { id }) => {
    const set = await requireQuerySet(workspaceId, id)
    const text = await writeSetFile(workspaceId, set)
    const plain = set.name.normalize('NFKD').replaceAll(/[^a-zA-Z0-9]+/g, '-')
    const stem = plain
      .slice(0, LIMITS.slugLength)
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase()
    return { fileName: `${stem || 'checks'}.yaml`, text }
  },
})
