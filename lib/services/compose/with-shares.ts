import type { PolicySettings, SectionName } from '@/lib/engine'
import { AppError } from '@/lib/errors'

/** The settings with other shares. @throws AppError VALIDATION when all together pass the window. */
export function withShares(
  settings: PolicySettings,
  shares: Partial<Record<SectionName, number>> | undefined,
): PolicySettings {
  if (!shares) return settings
  const sections = structuredClone(settings.budget.sections)
  for (const [name, section] of Object.entries(sections)) section.share = shares[name as SectionName] ?? section.share
  const total = Object.values(sections).reduce((sum, section) => sum + section.share, 0)
  if (total > 1 + 1e-9) {
    const percent = `${Math.round(total * 100)} %`
    throw new AppError('VALIDATION', `With the policy’s other shares these add up to ${percent} of the window.`, {
      fields: { shares: `add up to ${percent} with the policy’s other shares` },
    })
  }
  return { ...settings, budget: { ...settings.budget, sections } }
}
