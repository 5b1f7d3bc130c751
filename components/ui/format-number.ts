const exact = new Intl.NumberFormat('en-US')

/** 12345 → `12,345`. */
export function formatNumber(value: number): string {
  return exact.format(value)
}

/** 12345 → `12.3k`, 999 → `999`. */
export function formatCompact(value: number): string {
  if (Math.abs(value) < 1000) return String(Math.round(value))
  const [unit, suffix] = Math.abs(value) < 999_950 ? [1000, 'k'] : [1_000_000, 'M']
  return `${(value / unit).toFixed(1).replace(/\.0$/, '')}${suffix}`
}

const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const parts = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 })

/** 12.3456 → `$12.35`, 0.00123 → `$0.0012`, 0 → `$0`. */
export function formatUsd(value: number): string {
  if (value === 0) return '$0'
  return `$${(Math.abs(value) < 0.1 ? parts : cents).format(value)}`
}

/** `1 chunk`, `1,234 chunks`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

const KB = 1024
const MB = KB * KB

/** 0 → `0`, 900 → `<1 kB`, 12_345 → `12 kB`, 1_572_864 → `1.5 MB`, 31_457_280 → `30 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes === 0) return '0'
  if (bytes < KB) return '<1 kB'
  // what would be 1,024 kB is 1 MB
  if (bytes < MB - KB / 2) return `${Math.round(bytes / KB)} kB`
  return `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`
}

/** 0.426 → `43%`, 0.004 → `<1%`: what is there is not nothing. */
export function formatPercent(ratio: number): string {
  if (ratio > 0 && ratio < 0.005) return '<1%'
  return `${Math.round(ratio * 100)}%`
}
