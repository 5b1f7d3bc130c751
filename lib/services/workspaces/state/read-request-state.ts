import { queryPrepared } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import type { ComposeRequest, LearnedCount } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import type { ProviderRow } from '@/lib/indexing/providers/to-provider'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { DEFAULT_POLICY_ID } from '@/lib/services/policies/create-default-policy'
import { releaseNotFound } from '@/lib/services/releases/rows/read-releases'

type Row = {
  revision: number
  releaseId: string | null
  version: number | null
  settings: unknown
  providers: (Omit<ProviderRow, 'createdAt' | 'updatedAt'> & Record<'createdAt' | 'updatedAt', string>)[]
  learned: Record<string, LearnedCount>
  defaultModel: string | null
}

export type RequestState = {
  revision: number
  releaseId: string
  policy: ComposeRequest['policy']
  /** The oldest first. */
  providers: ProviderRow[]
  /** How tokens are counted by model, where answers told. */
  learned: ReadonlyMap<string, LearnedCount>
  /** Of whoever has not chosen one; null: the offline one. */
  defaultModel: string | null
}

/**
 * What every composition asks about its workspace, in one round trip: the release that the request names, else production,
 * with its revision; the policy; who offers models, and how their tokens compare. A policy is named `id` or `id@version`;
 * without a version it is the one that the release or its change request wants, else the active one.
 * @throws AppError NOT_FOUND for the policy or the release.
 */
export async function readRequestState(
  workspaceId: string,
  policyName: string = DEFAULT_POLICY_ID,
  releaseName?: string,
): Promise<RequestState> {
  const asked = releaseOf(workspaceId, releaseName)
  const [id = '', wanted] = policyName.split('@')
  const rows = await queryPrepared<Row>(READ_STATE, [
    workspaceId,
    id,
    wanted === undefined ? null : Number(wanted),
    asked.releaseId,
  ])
  const {
    revision,
    releaseId = null,
    version = null,
    settings,
    providers = [],
    learned = {},
    defaultModel = null,
  } = rows[0] ?? {}
  if (revision === undefined || version === null)
    throw new AppError('NOT_FOUND', `There is no policy ${policyName}.`, { entity: 'policy', id: policyName })
  if (releaseId === null) throw releaseNotFound(asked.releaseId)
  return {
    revision,
    releaseId,
    policy: { id, version, settings: policySettingsSchema.parse(settings) },
    providers: providers.map((row) => ({
      ...row,
      createdAt: new Date(row.createdAt),
      updatedAt: new Date(row.updatedAt),
    })),
    learned: new Map(Object.entries(learned)),
    defaultModel,
  }
}

const READ_STATE = `
  SELECT ${RELEASE_REVISION} AS "revision", c."defaultModel", r."id" AS "releaseId",
    COALESCE(e."version", v."version") AS "version", COALESCE(e."settings", v."settings") AS "settings",
    (SELECT COALESCE(json_agg(p ORDER BY p."createdAt", p."id"), '[]') FROM "Provider" p
      WHERE p."workspaceId" = w."workspaceId") AS providers,
    (SELECT COALESCE(json_object_agg(t."model", json_build_object('percent', t."percent", 'errorPercent', t."errorPercent")), '{}') FROM "TokenCalibration" t
      WHERE t."workspaceId" = w."workspaceId" AND t."percent" IS NOT NULL) AS learned
  FROM "WorkspaceState" w
  LEFT JOIN "WorkspaceSettings" c ON c."workspaceId" = w."workspaceId"
  LEFT JOIN "Policy" p ON p."workspaceId" = w."workspaceId" AND p."id" = $2
  LEFT JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = $4
  LEFT JOIN "PolicyVersion" v ON v."workspaceId" = p."workspaceId" AND v."policyId" = p."id"
    AND v."version" = COALESCE($3::int, (r."policies"->>p."id")::int, p."activeVersion")
  LEFT JOIN "ChangeRequestPolicy" e ON e."workspaceId" = r."workspaceId" AND e."number" = COALESCE(r."changeNumber", r."follows")
    AND e."policyId" = p."id" AND $3::int IS NULL
  WHERE w."workspaceId" = $1`
