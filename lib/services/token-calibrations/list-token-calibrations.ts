import { prisma } from '@/lib/db/client'
import {
  countingOf,
  describeCounting,
  expectedPercent,
  type LearnedCount,
  MODEL_FAMILIES,
  type ModelFamily,
  meanTokenError,
  resolveModel,
} from '@/lib/engine'
import { listTokenCalibrationsSchema, tokenCalibrationListSchema } from '@/lib/schemas/contexts/token-calibration'
import { findVocabulary } from '@/lib/services/compose/request/usable-vocabulary'
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
        errorPercent: true,
        version: true,
        answers: true,
        samples: true,
        updatedAt: true,
      },
    })
    const read = rows.map(async ({ samples: stored, percent: learned, errorPercent, updatedAt, ...row }) => {
      const family = MODEL_FAMILIES.find((known) => known === row.family) ?? 'generic'
      const samples = readSamples(stored)
      const usual = expectedPercent({ id: row.model, family })
      const percent = learned ?? usual
      const { vocabulary } = await findVocabulary(workspaceId, { id: row.model })
      const counted = samples.reduce((total, sample) => total + sample.counted, 0)
      const actual = samples.reduce((total, sample) => total + sample.actual, 0)
      return {
        ...row,
        family,
        percent,
        ...describeError(
          { id: row.model, family },
          learned === null ? undefined : { percent: learned, errorPercent },
          vocabulary,
        ),
        isCalibrated: learned !== null,
        vocabulary: vocabulary ?? null,
        errorBefore: meanTokenError(samples, usual) ?? null,
        errorAfter: meanTokenError(samples, percent) ?? null,
        margin: actual > 0 ? (counted * percent) / 100 / actual - 1 : null,
        updatedAt: updatedAt.toISOString(),
      }
    })
    const items = await Promise.all(read)
    return { items, total: items.length, nextCursor: null }
  },
})

function describeError(
  model: { id: string; family: ModelFamily },
  learned: LearnedCount | undefined,
  vocabulary: string | undefined,
) {
  const spec = { ...resolveModel(model.id), ...model }
  const { isExact, errorPercent } = describeCounting({ model: spec, ...countingOf(model, learned, vocabulary) })
  return { isExact, errorPercent }
}
