'use client'

import { useQuery } from '@tanstack/react-query'
import { DatabaseZap } from 'lucide-react'
import { useQueryState } from 'nuqs'
import { CacheMap } from '@/app/w/[workspace]/playground/cache/cache-map'
import { conversationUsageQuery } from '@/app/w/[workspace]/playground/queries'
import { playgroundSearchParams } from '@/app/w/[workspace]/playground/search-params'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCompact, formatCount, formatUsd } from '@/components/ui/format-number'
import { CACHE_MINUTES } from '@/lib/schemas/contexts/cache-map'
import { ConversationBudget } from './conversation-budget'

/** What the contexts of a conversation were made of, and what its answers took so far where a provider was asked. */
export function ConversationTotal({ conversationId }: { conversationId: string }) {
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-wrap items-center justify-end gap-1 px-4 pb-1 text-fg-faint text-xs">
      <Total conversationId={conversationId} />
      <ConversationBudget conversationId={conversationId} />
    </div>
  )
}

function Total({ conversationId }: { conversationId: string }) {
  const { data } = useQuery(conversationUsageQuery(conversationId))
  const [isMapOpen, setIsMapOpen] = useQueryState('cache', playgroundSearchParams.cache)
  if (!data || data.total.calls === 0) return null
  const { calls, inputTokens, cachedTokens, outputTokens, costUsd, estimated, unpriced } = data.total
  const without =
    unpriced > 0 ? `, without ${formatCount(unpriced, 'call')} that ${unpriced === 1 ? 'has' : 'have'} no price` : ''
  const cost = unpriced === calls ? '' : ` · ${estimated > 0 ? '≈ ' : ''}${formatUsd(costUsd)}${without}`
  return (
    <>
      <p>
        This conversation: {formatCount(calls, 'call')} · {formatCompact(inputTokens)} tokens in ·{' '}
        {formatCompact(outputTokens)} out{cost}
      </p>
      <Button
        variant="ghost"
        size="sm"
        className="text-fg-muted"
        title="What providers read from their caches, turn by turn"
        onClick={() => void setIsMapOpen(true)}
      >
        <DatabaseZap />
        {formatCompact(cachedTokens)} cached
      </Button>
      <Dialog
        open={isMapOpen}
        onOpenChange={(isOpen) => void setIsMapOpen(isOpen || null)}
        size="xl"
        title="Cache map"
        description={`A provider reads from its cache what a request begins with, as the one before did. Expected: what of the stable prefix the turn before of the same model began with too, for ${CACHE_MINUTES} minutes; providers often cache more. Saved: at the price of the model now.`}
      >
        <CacheMap conversationId={conversationId} />
      </Dialog>
    </>
  )
}
