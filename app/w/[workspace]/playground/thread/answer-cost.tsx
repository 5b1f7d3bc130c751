'use client'

import { formatCompact, formatNumber, formatUsd } from '@/components/ui/format-number'
import type { MessageUsage } from '@/lib/schemas/conversations/conversation'

/** `12.1k in, 8k cached · 240 out · $0.013`, with what had been counted beforehand as its title. */
export function AnswerCost({ usage }: { usage: MessageUsage }) {
  const { inputTokens, cachedInputTokens, outputTokens, predictedInputTokens, costUsd, isEstimated } = usage
  // the offline model is not paid for
  if (predictedInputTokens === undefined) return null
  const cached = cachedInputTokens ? `, ${formatCompact(cachedInputTokens)} cached` : ''
  const parts = [
    inputTokens !== null && `${formatCompact(inputTokens)} in${cached}`,
    outputTokens !== null && `${formatCompact(outputTokens)} out`,
    typeof costUsd === 'number' && `${isEstimated ? '≈ ' : ''}${formatUsd(costUsd)}`,
  ].filter((part) => part !== false)
  if (parts.length === 0) return null
  return <span title={describePrediction(predictedInputTokens, inputTokens)}>{parts.join(' · ')}</span>
}

function describePrediction(predicted: number, actual: number | null): string {
  const counted = `At most ${formatNumber(predicted)} input tokens were expected`
  if (actual === null) return `${counted}; the provider did not tell how many it were.`
  return `${counted}; the provider counted ${formatNumber(actual)}.`
}
