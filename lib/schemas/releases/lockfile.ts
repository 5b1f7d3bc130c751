import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, trimmedText } from '@/lib/schemas/texts/text'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Write it as 64 hexadecimal digits.')
const version = z.int().min(1).max(LIMITS.integer)

const lockedModuleSchema = z
  .strictObject({
    id: idText(),
    version,
    sha256: sha256.meta({ description: 'Of its text and metadata: it decides which version here is the same.' }),
    chunks: sha256.meta({ description: 'Of its chunks as they are searched, curation included.' }),
  })
  .meta({ id: 'LockedModule' })
export type LockedModule = z.infer<typeof lockedModuleSchema>

const lockedPolicySchema = z
  .strictObject({ id: idText(), version, sha256, isDefault: z.boolean() })
  .meta({ id: 'LockedPolicy', description: 'A policy with its active version.' })
export type LockedPolicy = z.infer<typeof lockedPolicySchema>

const lockedIndexSchema = z
  .strictObject({
    kind: z.string().max(LIMITS.nameLength),
    model: z.string().max(LIMITS.nameLength),
    dimensions: z.int().min(0).max(100_000),
    sha256: sha256.meta({ description: 'Of its settings, and of what the offline embedder learned from the texts.' }),
  })
  .meta({ id: 'LockedIndex', description: 'What vectors were made by.' })
export type LockedIndex = z.infer<typeof lockedIndexSchema>

/** Which of two is meant, nobody can say. */
const refuseTwice = (what: string) => (named: { id: string }[], context: z.RefinementCtx) => {
  const seen = new Set<string>()
  const twice = named.find(({ id }) => seen.size === seen.add(id).size)
  if (twice)
    context.addIssue({ code: 'custom', message: `The ${what} “${twice.id}” is named twice: leave one of them.` })
}

const NOT_ONE = 'This is no lockfile of Loadout.'

const lockfileOf = <Module extends z.ZodType<LockedModule>>(module: Module) =>
  z.strictObject(
    {
      format: z.literal('loadout-lockfile', NOT_ONE),
      formatVersion: z.literal(
        1,
        'This Loadout reads lockfiles of the format version 1. Export it again with this one.',
      ),
      loadout: z.string().max(LIMITS.nameLength).meta({ description: 'Version of Loadout that wrote it.' }),
      workspace: z
        .string()
        .max(LIMITS.slugLength)
        .meta({ description: 'Slug of the workspace that it was written in.' }),
      release: z.strictObject({ id: idText(), name: z.string().max(LIMITS.nameLength) }),
      index: lockedIndexSchema.nullable(),
      policies: z.array(lockedPolicySchema).max(LIMITS.policiesPerWorkspace).superRefine(refuseTwice('policy')),
      modules: z.array(module).max(LIMITS.lockfileModules).superRefine(refuseTwice('module')),
    },
    { error: ({ code }) => (code === 'invalid_type' ? NOT_ONE : undefined) },
  )

export const lockfileSchema = lockfileOf(lockedModuleSchema).meta({
  id: 'Lockfile',
  description: 'All that decides what a release gives, by version and hash. No texts.',
})
export type Lockfile = z.infer<typeof lockfileSchema>

/** A lockfile whose modules were parsed before, one by one. */
const lockfileOfParsed = lockfileOf(z.custom<LockedModule>())

export const exportLockfileSchema = z.strictObject({ id: idText() })

const importFields = { name: trimmedText(LIMITS.nameLength), id: idText().optional() }

export const verifyLockfileSchema = z.strictObject({ lockfile: lockfileSchema })

export const importLockfileSchema = z
  .strictObject({ lockfile: lockfileSchema, ...importFields })
  .meta({ description: 'Makes a frozen release of the modules of a lockfile.' })

const modulesOfLockfile = { path: ['lockfile', 'modules'], item: lockedModuleSchema }
/** The modules of a large lockfile would keep everybody waiting if they were parsed at once. */
export const verifyLockfileList = { ...modulesOfLockfile, rest: z.strictObject({ lockfile: lockfileOfParsed }) }
export const importLockfileList = {
  ...modulesOfLockfile,
  rest: z.strictObject({ lockfile: lockfileOfParsed, ...importFields }),
}

const PROBLEM_KINDS = ['module', 'text', 'chunks', 'policy', 'index', 'loadout'] as const

const lockfileProblemSchema = z
  .object({
    kind: z.enum(PROBLEM_KINDS).meta({
      description:
        'What differs: a module or a text that is not here, chunks, a policy, what makes vectors, the version of Loadout.',
    }),
    id: z.string().nullable().meta({ description: 'Of the module or policy.' }),
    message: z.string(),
  })
  .meta({ id: 'LockfileProblem' })
export type LockfileProblemDto = z.infer<typeof lockfileProblemSchema>

export const lockfileVerificationSchema = z
  .object({
    isReproducible: z.boolean().meta({ description: 'Nothing differs: contexts come out as they did.' }),
    isComplete: z.boolean().meta({ description: 'All texts are here: a release can be made of it.' }),
    modules: z.int().meta({ description: 'Modules of the lockfile.' }),
    missing: z.int().meta({ description: 'Those whose text is not here.' }),
    problems: z.array(lockfileProblemSchema).meta({
      description: `What differs, missing texts first; at most ${LIMITS.lockfileProblems} of them.`,
    }),
    problemCount: z.int(),
  })
  .meta({ id: 'LockfileVerification' })
export type LockfileVerificationDto = z.infer<typeof lockfileVerificationSchema>
