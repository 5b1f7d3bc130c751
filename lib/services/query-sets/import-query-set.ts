import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { createQuerySetList, createQuerySetSchema, querySetSchema } from '@/lib/schemas/query-sets/query-set'
import { importQuerySetSchema } from '@/lib/schemas/query-sets/query-set-file'
import { parseLongInput } from '@/lib/services/parse-input'
import { verb } from '@/lib/services/verb'
import { createQuerySet } from './create-query-set'
import { changeQuerySet } from './edits/change-query-set'
import { prepareQueries } from './edits/prepare-queries'
import { readSetFile } from './edits/set-file'
import { requireQuerySet } from './rows/stored-set'

/**
 * Makes a query set of a YAML file, or replaces name, description and queries of one. A file whose name a set has already
 * makes no second one.
 * @throws AppError LIMIT_EXCEEDED; VALIDATION with the line of each problem; NOT_FOUND; CONFLICT
 */
export const importQuerySet = verb({
  name: 'importQuerySet',
  scope: 'write',
  effect: 'write',
  input: importQuerySetSchema,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { content, id, byName = false }) => {
    const file = await readSetFile(workspaceId, content)
    // escapes of the file are resolved by now, so its texts are checked once more
    const parsed = await parseLongInput(createQuerySetSchema, file, { list: createQuerySetList })
    const { name, description, isRequired, queries } = parsed
    const replacedId = id ?? (await findNamed(workspaceId, name, byName))
    if (replacedId === undefined) return createQuerySet(actor, file)
    const { revision } = await requireQuerySet(workspaceId, replacedId)
    return changeQuerySet(
      actor,
      { id: replacedId, revision },
      {
        ...{ name, description, ...prepareQueries(queries) },
        // a file without `isRequired` leaves it unchanged
        ...(isRequired === undefined ? {} : { isRequired }),
      },
    )
  },
})

/** @throws AppError CONFLICT when several sets are called so, or one that is not to be replaced. */
async function findNamed(workspaceId: string, name: string, byName: boolean): Promise<string | undefined> {
  const rows = await prisma.querySet.findMany({
    where: { workspaceId, name, deletedAt: null },
    orderBy: { id: 'asc' },
    take: 2,
    select: { id: true },
  })
  const [found, other] = rows
  if (found && !other && !byName) {
    const message = `There is a query set “${name}” already. Replace it, with \`byName\` or its id, or give the file another name.`
    throw new AppError('CONFLICT', message, { entity: 'querySet', id: found.id })
  }
  if (!other) return found?.id
  const message = `Several query sets are called “${name}”: name the one to replace by its id, or give the file another name.`
  throw new AppError('CONFLICT', message, { entity: 'querySet' })
}
