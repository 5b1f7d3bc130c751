import { prisma } from '@/lib/db/client'
import type { ComposeRequest, PolicySettings, SectionName } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { policySettingsSchema } from '@/lib/schemas/policy'
import { DEFAULT_POLICY_ID } from '@/lib/services/policies/create-default-policy'

type Row = { revision: number; version: number | null; settings: unknown }

/**
 * The workspace's revision, and the policy that a request names as `id` (its active version) or `id@version`.
 * @throws AppError NOT_FOUND.
 */
export async function loadPolicy(
  workspaceId: string,
  name: string = DEFAULT_POLICY_ID,
): Promise<{ revision: number; policy: ComposeRequest['policy'] }> {
  const [id = '', wanted] = name.split('@')
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT s."revision", v."version", v."settings"
    FROM "WorkspaceState" s
    LEFT JOIN "Policy" p ON p."workspaceId" = s."workspaceId" AND p."id" = ${id}
    LEFT JOIN "PolicyVersion" v ON v."workspaceId" = p."workspaceId" AND v."policyId" = p."id"
      AND v."version" = COALESCE(${wanted === undefined ? null : Number(wanted)}::int, p."activeVersion")
    WHERE s."workspaceId" = ${workspaceId}`
  const { revision, version = null, settings } = rows[0] ?? {}
  if (revision === undefined || version === null)
    throw new AppError('NOT_FOUND', `There is no policy ${name}.`, { entity: 'policy', id: name })
  return { revision, policy: { id, version, settings: policySettingsSchema.parse(settings) } }
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
