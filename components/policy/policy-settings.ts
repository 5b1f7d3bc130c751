import { formatPercent } from '@/components/ui/format-number'
import type { PolicySettings } from '@/lib/engine'
import { POLICY_CHOICES } from './policy-choices'
import { POLICY_FIELDS } from './policy-fields'

export type SettingValue = number | string | boolean

type Node = { [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function readSetting(settings: PolicySettings, path: string): SettingValue | undefined {
  let value: unknown = settings
  for (const key of path.split('.')) value = isNode(value) ? value[key] : undefined
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

export function readNumber(settings: PolicySettings, path: string): number | undefined {
  const value = readSetting(settings, path)
  return typeof value === 'number' ? value : undefined
}

/** The settings with one of them replaced; undefined takes it away. */
export function writeSetting(settings: PolicySettings, path: string, value: SettingValue | undefined): PolicySettings {
  const copy = structuredClone(settings)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let node: unknown = copy
  for (const key of keys) node = isNode(node) ? node[key] : undefined
  if (isNode(node)) {
    if (value === undefined) delete node[last]
    else node[last] = value
  }
  return copy
}

/** In the words of the screen. */
export type PolicyChange = { path: string; label: string; from: string; to: string }

/** What differs between two settings: choices, then numbers, in the order of the form. */
export function diffSettings(from: PolicySettings, to: PolicySettings): PolicyChange[] {
  const changed = (path: string) => readSetting(from, path) !== readSetting(to, path)
  const choices = POLICY_CHOICES.filter(({ path }) => changed(path)).map(({ path, label, options }) => {
    const toText = (value: SettingValue | undefined) =>
      options?.find((option) => option.value === String(value))?.short ?? String(value ?? 'none')
    return { path, label, from: toText(readSetting(from, path)), to: toText(readSetting(to, path)) }
  })
  const numbers = POLICY_FIELDS.filter(({ path }) => changed(path)).map(({ path, label, isPercent }) => {
    const [before, after] = [readNumber(from, path), readNumber(to, path)]
    const isClose = before !== undefined && after !== undefined && formatPercent(before) === formatPercent(after)
    const toText = (value: number | undefined) =>
      value === undefined ? 'none' : !isPercent ? String(value) : isClose ? toExactPercent(value) : formatPercent(value)
    return { path, label, from: toText(before), to: toText(after) }
  })
  return [...choices, ...numbers]
}

/** `onto` with all that differs between `from` and `to` as `to` has it: what one person changed, on top of another's. */
export function carryOver(from: PolicySettings, to: PolicySettings, onto: PolicySettings): PolicySettings {
  return diffSettings(from, to).reduce(
    (settings, { path }) => writeSetting(settings, path, readSetting(to, path)),
    onto,
  )
}

/** 0.3334 → `33.34%`, for values that whole percents do not tell apart. */
function toExactPercent(value: number): string {
  return `${Number((100 * value).toPrecision(12))}%`
}

export function sumOfShares(settings: PolicySettings): number {
  return Object.values(settings.budget.sections).reduce((sum, section) => sum + section.share, 0)
}
