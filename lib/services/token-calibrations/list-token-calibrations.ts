import { prisma } from '@/lib/db/client'
import { expectedPercent, MODEL_FAMILIES, meanTokenError } from '@/lib/engine'
import { listTokenCalibrationsSchema, tokenCalibrationListSchema } from '@/lib/schemas/token-calibration'
import { verb } from '@/lib/services/verb'
import { readSamples } from './record-token-usage'

/** For each model that has answered, how far its tokens are from what is counted. */
export const listTokenCalibrations = verb({
  name: 'listTokenCalibrations',
  scope: 'read',
  effect: 'read',
  input: listTokenCalibrationsSchema,
  output: tokenCalibrationListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.tokenCalibration.findMany({
      where: { workspaceId, answers: { gt: 0 } },
      orderBy: { model: 'asc' },
      select: {
        model: true,
        family: true,
        percent: true,
        version: true,
        answers: true,
        samples: true,
        updatedAt: true,
      },
    })
    const items = rows.map(({ samples: stored, percent: learned, updatedAt, ...row }) => {
      const family = MODEL_FAMILIES.find((known) => known === row.family) ?? 'generic'
      const samples = readSamples(stored)
      const usual = expectedPercent({ id: row.model, family })
      const percent = learned ?? usual
      const counted = samples.reduce((total, sample) => total + sample.counted, 0)
      const actual = samples.reduce((total, sample) => total + sample.actual, 0)
      return {
        ...row,
        family,
        percent,
        isCalibrated: learned !== null,
        errorBefore: meanTokenError(samples, usual) ?? null,
        errorAfter: meanTokenError(samples, percent) ?? null,
        margin: actual > 0 ? (counted * percent) / 100 / actual - 1 : null,
        updatedAt: updatedAt.toISOString(),
      }
    })
    return { items, total: items.length, nextCursor: null }
  },
})
