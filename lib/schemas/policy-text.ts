import type { PolicySettings } from '@/lib/engine'

/**
 * Settings of a policy as lines, each setting on its own: what a difference shows, and what a thread stands on. YAML; the same
 * settings have the same text.
 */
export function writePolicyText(settings: PolicySettings): string {
  return `${writeLines(settings, '').join('\n')}\n`
}

function writeLines(value: object, indent: string): string[] {
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, each]) =>
      isNested(each)
        ? [`${indent}${name}:`, ...writeLines(each, `${indent}  `)]
        : [`${indent}${name}: ${JSON.stringify(each)}`],
    )
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
