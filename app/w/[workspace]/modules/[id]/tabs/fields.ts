import type { ModuleMetadata } from '@/lib/schemas/front-matter/parse-module-file'

type ModuleRules = NonNullable<ModuleMetadata['rules']>
type RuleCondition = Extract<ModuleRules, { any: unknown }>['any'][number]

export type RuleKind = 'intent' | 'tag' | 'keyword' | 'model' | 'profileKey' | 'glob'
export type RuleRow = { kind: RuleKind; value: string }

/** The front matter as the form shows it: every value a text, lists with commas. */
export type FieldValues = {
  name: string
  description: string
  category: string
  tags: string
  priority: ModuleMetadata['priority']
  activation: ModuleMetadata['activation']
  dependencies: string
  usageScope: string
  versionLabel: string
  ruleMode: 'any' | 'all'
  rules: RuleRow[]
}

function toRuleRow(condition: RuleCondition): RuleRow {
  const [kind, value] = Object.entries(condition)[0] as [RuleKind, string]
  return { kind, value }
}

export function toFieldValues(metadata: ModuleMetadata): FieldValues {
  const { rules } = metadata
  const conditions = rules === null ? [] : 'any' in rules ? rules.any : rules.all
  return {
    name: metadata.name,
    description: metadata.description,
    category: metadata.category ?? '',
    tags: metadata.tags.join(', '),
    priority: metadata.priority,
    activation: metadata.activation,
    dependencies: metadata.dependencies.join(', '),
    usageScope: metadata.usageScope ?? '',
    versionLabel: metadata.versionLabel ?? '',
    ruleMode: rules !== null && 'all' in rules ? 'all' : 'any',
    rules: conditions.map(toRuleRow),
  }
}

const listOf = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
]
const textOrNothing = (text: string) => (text.trim() === '' ? undefined : text.trim())
const listOrNothing = (text: string) => (listOf(text).length === 0 ? undefined : listOf(text))

function rulesOrNothing({ ruleMode, rules }: FieldValues): ModuleRules | undefined {
  const conditions = rules
    .filter(({ value }) => value.trim() !== '')
    .map(({ kind, value }) => ({ [kind]: value.trim() }) as RuleCondition)
  if (conditions.length === 0) return undefined
  return ruleMode === 'all' ? { all: conditions } : { any: conditions }
}

/** The front matter key, and its new value, that a change of a field makes. Undefined removes the key. */
export function toFrontMatterChange(field: keyof FieldValues, values: FieldValues): Record<string, unknown> {
  switch (field) {
    case 'name':
    case 'description':
    case 'category':
      return { [field]: textOrNothing(values[field]) }
    case 'usageScope':
      return { usage_scope: textOrNothing(values.usageScope) }
    case 'versionLabel':
      return { version: textOrNothing(values.versionLabel) }
    case 'tags':
    case 'dependencies':
      return { [field]: listOrNothing(values[field]) }
    case 'priority':
    case 'activation':
      return { [field]: values[field] }
    case 'ruleMode':
    case 'rules':
      return { rules: rulesOrNothing(values) }
  }
}
