import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { LIMITS } from '@/lib/schemas/limits'
import { replacedRevision } from '@/lib/schemas/modules/edit-revision'
import { idText } from '@/lib/schemas/texts/text'

export const changePolicySchema = z
  .object({
    policyId: z.string(),
    name: z.string(),
    baseVersion: z.int().meta({ description: 'The version in use when the edit began.' }),
    settings: policySettingsSchema,
    base: policySettingsSchema.nullable().meta({ description: 'The settings that the edit began with.' }),
    production: policySettingsSchema.nullable().meta({ description: 'Those in use now; null for a deleted policy.' }),
    conflict: z
      .object({ kind: z.enum(['changed', 'deleted']), version: z.int() })
      .nullable()
      .meta({ description: 'Another version is in use now, or the policy is gone; null when nothing is in the way.' }),
    revision: z.int().meta({ description: 'Counts its changes, as that of an edit.' }),
    editedBy: actorSchema,
    updatedAt: z.iso.datetime(),
    version: z.int().nullable().meta({ description: 'The version that it became, once it is merged.' }),
  })
  .meta({ id: 'ChangePolicy', description: 'A policy as the change request wants it.' })
export type ChangePolicyDto = z.infer<typeof changePolicySchema>

const policyInputSchema = z
  .strictObject({
    policyId: idText(),
    settings: policySettingsSchema,
    baseVersion: z.int().min(1).max(LIMITS.integer).optional().meta({
      description:
        'The version in use that the edit has seen. Absent: that of the edit before, or the one in use now for a policy that is new to the request.',
    }),
    revision: replacedRevision,
  })
  .meta({ id: 'ChangePolicyInput' })
export type PolicyInput = z.output<typeof policyInputSchema>

export const policyInputs = z
  .array(policyInputSchema)
  .max(LIMITS.policiesPerWorkspace)
  .refine(
    (policies) => new Set(policies.map(({ policyId }) => policyId)).size === policies.length,
    'A policy is named twice.',
  )
