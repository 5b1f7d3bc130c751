import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import {
  calibratePercent,
  calibrationError,
  expectedPercent,
  MAX_TOKEN_SAMPLES,
  type ModelFamily,
  type TokenSample,
} from '@/lib/engine'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import { countTokens } from '@/lib/texts/threads/count-tokens'

type TokenUsage = {
  workspaceId: string
  model: string
  family: ModelFamily
  composition: Pick<ComposedDto, 'messages' | 'usage' | 'trace'>
  /** Input tokens that the provider returned. */
  inputTokens: number
}

const samplesSchema = z.array(z.tuple([z.number(), z.number()]))

export function readSamples(stored: unknown): TokenSample[] {
  return samplesSchema.parse(stored).map(([counted, actual]) => ({ counted, actual }))
}

/**
 * Remembers what an answer's input really had in tokens. When the answers together call for another percentage, it is
 * swapped and the revision bumped, since from then on the same request gives other bytes.
 */
export async function recordTokenUsage(usage: TokenUsage): Promise<void> {
  const { workspaceId, model, family } = usage
  const sample = await toSample(usage)
  const where = { workspaceId_model: { workspaceId, model } }
  await prisma.tokenCalibration.upsert({
    where,
    create: { workspaceId, model, family },
    update: {},
    select: { model: true },
  })
  const seen = await prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ samples: unknown; percent: number | null; version: number }[]>`
      SELECT "samples", "percent", "version" FROM "TokenCalibration"
      WHERE "workspaceId" = ${workspaceId} AND "model" = ${model} FOR UPDATE`
    if (!row) return undefined
    const samples = [...readSamples(row.samples), sample].slice(-MAX_TOKEN_SAMPLES)
    await tx.tokenCalibration.update({
      where,
      data: { family, answers: { increment: 1 }, samples: samples.map(({ counted, actual }) => [counted, actual]) },
      select: { model: true },
    })
    return { ...row, samples }
  })
  if (!seen) return
  const usual = expectedPercent({ id: model, family })
  const inUse = seen.percent ?? usual
  const percent = calibratePercent(family, seen.samples, inUse)
  if (percent === inUse) return
  await prisma.$transaction(async (tx) => {
    await bumpRevision(tx, workspaceId)
    const isUsual = percent === usual
    const errorPercent = isUsual ? null : (calibrationError(seen.samples, percent) ?? null)
    const next = { percent: isUsual ? null : percent, errorPercent, version: { increment: 1 } }
    await tx.tokenCalibration.updateMany({ where: { workspaceId, model, version: seen.version }, data: next })
  })
}

/** What messages cost beside their content is not the tokenizer's. */
async function toSample({ workspaceId, composition, inputTokens }: TokenUsage): Promise<TokenSample> {
  const { messages, usage, trace } = composition
  const overhead = usage.inputTokens - trace.spans.reduce((total, { tokens }) => total + tokens, 0)
  return {
    counted: await countTokens(
      workspaceId,
      'gpt',
      messages.map(({ content }) => content),
    ),
    actual: Math.max(0, inputTokens - overhead),
  }
}
