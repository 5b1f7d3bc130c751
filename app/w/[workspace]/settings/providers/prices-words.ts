import type { ModelPrices } from '@/lib/schemas/workspaces/provider'

/** `2026-11` → `Nov 2026`. */
function nameMonth(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  return date.toLocaleDateString('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })
}

/** `$2.5 in, $15 out (Nov 2026)` */
export function describePrices({ input, output, asOf }: ModelPrices): string {
  return `$${input} in, $${output} out${asOf === undefined ? '' : ` (${nameMonth(asOf)})`}`
}

/** When the prices of a model are from; empty where that is not known, and for those that somebody typed in. */
export function describeAge(prices: ModelPrices | undefined): string {
  return prices?.asOf === undefined ? '' : nameMonth(prices.asOf)
}

/** Whether the list has other prices than the model. */
export function isOutdated(prices: ModelPrices | undefined, listed: ModelPrices | null): boolean {
  if (listed === null) return false
  return (['input', 'output', 'cachedInput', 'asOf'] as const).some((name) => prices?.[name] !== listed[name])
}
