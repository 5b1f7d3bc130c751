import { SECTION_NAMES, type SectionName, type Usage } from '@/lib/engine'

type WindowUse = Pick<Usage, 'contextWindow' | 'reservedForResponse' | 'safetyMargin'>

/** Tokens that reserve and margin leave to the sections. */
export function roomOf({ contextWindow, reservedForResponse, safetyMargin }: WindowUse): number {
  return Math.max(0, contextWindow - reservedForResponse - safetyMargin)
}

/** Tokens that the shares ask for. */
export function askedBy(shares: Record<SectionName, number>, { contextWindow }: WindowUse): number {
  return Math.floor(contextWindow * SECTION_NAMES.reduce((sum, name) => sum + shares[name], 0))
}

/** 0–1: by how much the shares are shortened, so that they fit beside reserve and margin. */
export function scaleOfShares(shares: Record<SectionName, number>, usage: WindowUse): number {
  const asked = askedBy(shares, usage)
  return asked === 0 ? 1 : Math.min(1, roomOf(usage) / asked)
}
