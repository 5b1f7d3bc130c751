import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type CreateModuleInput, createModuleSchema, moduleSchema } from '@/lib/schemas/modules/module'
import { toSlug } from '@/lib/schemas/modules/module-path'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { Outdated, publishSource } from './publishing/publish-source'
import { toModuleDto } from './rows/to-module-dto'
import { draftMetadata } from './source/draft-metadata'
import { writeFields } from './source/module-source'
import { normalizeGiven, parseSource, patchSource } from './source/parse-source'

/** Creates a module from a whole file or from fields, published unless `publish` is false. */
export const createModule = verb({
  name: 'createModule',
  scope: 'write',
  effect: 'write',
  input: createModuleSchema,
  output: moduleSchema,
  run: async ({ actor, workspaceId }, { message = '', publish = true, ...given }) => {
    const { id, source } = await toFile(workspaceId, given)
    const existing = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { id: true },
    })
    if (existing) throw idTaken(id)
    if (publish) {
      try {
        await publishSource(actor, workspaceId, {
          id,
          source,
          path: null,
          message,
          baseVersion: 0,
          currentHash: null,
          action: 'module.created',
        })
      } catch (error) {
        throw error instanceof Outdated ? idTaken(id) : error
      }
    } else {
      await createDraft(actor, workspaceId, id, source)
    }
    return toModuleDto(workspaceId, id)
  },
})

/** The file always names its id, so that it keeps it wherever it is exported to. */
async function toFile(
  workspaceId: string,
  given: Omit<CreateModuleInput, 'message' | 'publish'>,
): Promise<{ id: string; source: string }> {
  const { source, ...fields } = given
  if (source !== undefined) {
    const { id: _id, ...others } = fields
    const extra = Object.keys(others)
    if (extra.length > 0) {
      const reasons = Object.fromEntries(extra.map((field) => [field, 'is part of source already']))
      throw new AppError('VALIDATION', 'Give either the whole file as source, or fields.', { fields: reasons })
    }
    const { metadata: named } = await parseSource(workspaceId, { path: '.md', source })
    const id = named.id || fields.id || toSlug(named.name)
    if (id === '') throw withoutId()
    const whole = named.id ? normalizeGiven(workspaceId, source) : patchSource(workspaceId, source, { id })
    return { id, source: await whole }
  }
  const id = fields.id ?? toSlug(fields.name ?? '')
  if (id === '') throw withoutId()
  const file = { frontMatter: '', body: '' }
  return { id, source: await writeFields(workspaceId, file, { ...fields, id, name: fields.name ?? id }) }
}

async function createDraft(actor: Actor, workspaceId: string, id: string, source: string): Promise<void> {
  const { metadata } = await draftMetadata(workspaceId, id, null, source)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.module.createMany({ data: [{ workspaceId, id }], skipDuplicates: true })
    if (count === 0) throw idTaken(id)
    await tx.moduleDraft.create({
      data: { workspaceId, moduleId: id, source, metadata, updatedBy: whoOf(actor) },
      select: { moduleId: true },
    })
    await recordAudit(tx, actor, { action: 'module.created', target: id })
  })
}

function idTaken(id: string): AppError {
  return new AppError('CONFLICT', `There is a module “${id}” already. Choose another id.`, {
    entity: 'module',
    id,
    fields: { id: 'is taken' },
  })
}

function withoutId(): AppError {
  return new AppError('VALIDATION', 'A module needs an id or a name with a letter or digit.', {
    fields: { id: 'is required' },
  })
}
