import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { SECTION_NAMES, type SectionName, type Usage } from '@/lib/engine'

type WindowUse = Pick<Usage, 'contextWindow' | 'reservedForResponse' | 'safetyMargin'>

/** Tokens that reserve and margin leave to the sections. */
function roomOf({ contextWindow, reservedForResponse, safetyMargin }: WindowUse): number {
  return Math.max(0, contextWindow - reservedForResponse - safetyMargin)
}

/** Tokens that the shares ask for. */
function askedBy(shares: Record<SectionName, number>, { contextWindow }: WindowUse): number {
  return Math.floor(contextWindow * SECTION_NAMES.reduce((sum, name) => sum + shares[name], 0))
}

/** 0–1: by how much the shares are shortened, so that they fit beside reserve and margin. */
export function scaleOfShares(shares: Record<SectionName, number>, usage: WindowUse): number {
  const asked = askedBy(shares, usage)
  return asked === 0 ? 1 : Math.min(1, roomOf(usage) / asked)
}

/** What the shares come to; said when reserve and margin leave less than the shares ask for. */
export function describeFit(shares: Record<SectionName, number>, usage: WindowUse): string {
  const scale = scaleOfShares(shares, usage)
  if (scale === 1) return 'drag a border'
  return `drag a border · they ask for ${formatNumber(askedBy(shares, usage))} tokens; ${formatNumber(roomOf(usage))} are free beside the reserve and the safety margin, so each gets ${formatPercent(scale)} of what it asks for`
}
