import { prisma } from '@/lib/db/client'
import type { ComposeRequest, PolicySettings, SectionName } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { policySettingsSchema } from '@/lib/schemas/policy'
import { DEFAULT_POLICY_ID } from '@/lib/services/policies/create-default-policy'

/**
 * The policy that a request names as `id` (its active version) or `id@version`.
 * @throws AppError NOT_FOUND.
 */
export async function loadPolicy(
  workspaceId: string,
  name: string = DEFAULT_POLICY_ID,
): Promise<ComposeRequest['policy']> {
  const [id = '', version] = name.split('@')
  const policy = await prisma.policy.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { activeVersion: true, versions: { select: { version: true, settings: true } } },
  })
  const wanted = version === undefined ? policy?.activeVersion : Number(version)
  const found = policy?.versions.find((candidate) => candidate.version === wanted)
  if (!found) throw new AppError('NOT_FOUND', `There is no policy ${name}.`, { entity: 'policy', id: name })
  return { id, version: found.version, settings: policySettingsSchema.parse(found.settings) }
}

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
