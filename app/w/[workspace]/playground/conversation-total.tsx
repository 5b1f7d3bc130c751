'use client'

import { useQuery } from '@tanstack/react-query'
import { formatCompact, formatCount, formatUsd } from '@/components/ui/format-number'
import { conversationUsageQuery } from './queries'

/** What all answers of a conversation took so far; nothing where no provider was asked. */
export function ConversationTotal({ conversationId }: { conversationId: string }) {
  const { data } = useQuery(conversationUsageQuery(conversationId))
  if (!data || data.total.calls === 0) return null
  const { calls, inputTokens, outputTokens, costUsd, estimated, unpriced } = data.total
  const cost = unpriced === calls ? '' : ` · ${estimated > 0 ? '≈ ' : ''}${formatUsd(costUsd)}`
  return (
    <p className="mx-auto w-full max-w-2xl px-4 pb-1 text-right text-fg-faint text-xs">
      This conversation: {formatCount(calls, 'call')} · {formatCompact(inputTokens)} tokens in ·{' '}
      {formatCompact(outputTokens)} out{cost}
    </p>
  )
}
