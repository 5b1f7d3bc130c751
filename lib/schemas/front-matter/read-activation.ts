import type { Activation, ModuleRules } from '@/lib/engine/vocabulary/types'
import { moduleRulesSchema } from '@/lib/schemas/modules/module'
import { formatOfPath, instructedFolder, type ModuleFormat } from '@/lib/schemas/modules/module-path'
import { isStorable, type MetadataReader } from './read-metadata'

type Participation = { activation: Activation; rules: ModuleRules | null }

const MANUAL: Participation = { activation: 'manual', rules: null }
const SEMANTIC: Participation = { activation: 'semantic', rules: null }
const GLOB_KEYS = ['globs', 'applyTo']
/** Formats that name their globs `paths`. */
const WITH_PATHS: readonly ModuleFormat[] = ['claude', 'cline']
/** What stands for every file in `applyTo`. */
const ALL_FILES: readonly string[] = ['**', '*', '**/*']

/** When a module takes part: what its front matter says of it, else what the tool that the file is for makes of it. */
export function readActivation(reader: MetadataReader, path: string, body: string): Participation {
  const format = formatOfPath(path)
  const authored = reader.activation()
  const rules = readRules(reader)
  const globKeys = [...GLOB_KEYS, ...(WITH_PATHS.includes(format) ? ['paths'] : [])]
  if (rules || (authored && authored !== 'rule')) {
    const overruled = [...globKeys, 'alwaysApply', ...(format === 'windsurf' ? ['trigger'] : [])]
    reader.reportOverruled(overruled, rules ? 'rules' : 'activation')
    return { activation: authored ?? 'rule', rules }
  }
  const globs = globKeys.flatMap((key) => reader.globs(key))
  const byGlob: Participation | null =
    globs.length > 0 ? { activation: 'rule', rules: { any: toConditions(globs) } } : null
  if (authored === 'rule') {
    if (!byGlob) reader.report('rules', 'Without rules this module never takes part.')
    return byGlob ?? { activation: 'rule', rules: null }
  }
  if (format === 'windsurf') return readTrigger(reader, byGlob)
  const byDescription = reader.has('description') ? SEMANTIC : MANUAL
  if (format === 'cursor' || reader.has('alwaysApply')) {
    return reader.isTrue('alwaysApply') ? always(path) : (byGlob ?? byDescription)
  }
  if (format === 'copilot')
    return globs.some((glob) => ALL_FILES.includes(glob)) ? always('') : (byGlob ?? byDescription)
  if (byGlob) return byGlob
  if (format === 'agents' || format === 'claude' || format === 'cline') return ofProject(reader, path, body)
  return SEMANTIC
}

/** With every query, or, in a folder of the project, when the question is about its files. */
function always(path: string): Participation {
  const folder = instructedFolder(path)
  if (folder !== '') return { activation: 'rule', rules: { any: [{ glob: `${folder}/**` }] } }
  return { activation: 'always', rules: null }
}

function ofProject(reader: MetadataReader, path: string, body: string): Participation {
  // an empty list of paths turns a rule off
  if (body.trim() === '' || (WITH_PATHS.includes(formatOfPath(path)) && reader.has('paths'))) return MANUAL
  const participation = always(path)
  if (participation.activation === 'always') {
    reader.report('activation', 'Project instructions are sent with every query; set activation to change that.')
  }
  return participation
}

/** Windsurf's own words for it. */
function readTrigger(reader: MetadataReader, byGlob: Participation | null): Participation {
  const trigger = reader.text('trigger', TRIGGER_LENGTH)
  if (trigger === 'always_on') return always('')
  if (trigger === 'model_decision') return SEMANTIC
  if (trigger === 'glob' && byGlob) return byGlob
  if (trigger === 'glob')
    reader.report('trigger', 'trigger is glob, but there are no globs: the module is sent when pinned.')
  else if (trigger !== undefined && trigger !== 'manual') {
    reader.report('trigger', 'trigger must be always_on, model_decision, glob or manual; it counts as manual.')
  }
  return MANUAL
}

const TRIGGER_LENGTH = 100

/** What is excepted belongs to all of the others: such a list is one condition. */
function toConditions(globs: string[]): { glob: string }[] {
  return globs.some((glob) => glob.startsWith('!')) ? [{ glob: globs.join(',') }] : globs.map((glob) => ({ glob }))
}

function readRules(reader: MetadataReader): ModuleRules | null {
  if (!reader.has('rules')) return null
  const value = reader.value('rules')
  if (value === null || value === undefined) return null
  const parsed = moduleRulesSchema.safeParse(value)
  const conditions = parsed.success ? Object.values(parsed.data).flat() : []
  const areStorable = conditions.every((condition) => Object.values(condition).every(isStorable))
  if (parsed.success && areStorable) return parsed.data
  const shape = '{ any | all: [{ intent | tag | keyword | model | profileKey | glob: … }] }'
  const problem = parsed.error?.issues.find(({ code }) => code === 'custom')
  reader.report('rules', problem ? `rules: ${problem.message}` : `rules must be ${shape}.`, 'error')
  return null
}
