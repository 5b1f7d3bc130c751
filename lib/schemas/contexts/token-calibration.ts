import { z } from 'zod'
import { MODEL_FAMILIES } from '@/lib/engine/vocabulary/types'

const share = z.number().nullable()

const tokenCalibrationSchema = z
  .object({
    model: z.string().meta({ description: 'The id that the provider knows the model by.' }),
    family: z.enum(MODEL_FAMILIES),
    answers: z.int().meta({ description: 'Answers whose provider told their input tokens.' }),
    percent: z.int().meta({ description: 'Tokens counted for 100 of o200k_base.' }),
    isExact: z.boolean().meta({ description: 'The model’s own tokenizer counts.' }),
    errorPercent: z
      .int()
      .meta({ description: 'How far real text lies around the middle of an estimate; 0 when exact.' }),
    isCalibrated: z.boolean().meta({ description: 'False while the estimate of the family holds.' }),
    vocabulary: z.string().nullable().meta({
      description:
        'The model’s own, which is installed and counts exactly; the percentage and its errors are not used then.',
    }),
    version: z.int().meta({ description: 'How often the percentage was swapped.' }),
    errorBefore: share.meta({ description: 'Mean error with the estimate of the family, 0–; null without answers.' }),
    errorAfter: share.meta({ description: 'Mean error as counted now.' }),
    margin: share.meta({ description: 'By how much counts are above the mean of the answers, as share of it.' }),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'TokenCalibration' })
export type TokenCalibrationDto = z.infer<typeof tokenCalibrationSchema>

export const tokenCalibrationListSchema = z.object({
  items: z.array(tokenCalibrationSchema),
  total: z.int(),
  nextCursor: z.null(),
})
export type TokenCalibrationListDto = z.infer<typeof tokenCalibrationListSchema>

export const listTokenCalibrationsSchema = z.strictObject({})
