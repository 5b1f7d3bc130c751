import { RERANK_SIGNALS } from '@/lib/engine'

/** One small column per reranking signal, 0–1, in a fixed order. */
export function SignalBars({ signals }: { signals: Record<string, number> }) {
  const words = RERANK_SIGNALS.map((name) => `${name} ${(signals[name] ?? 0).toFixed(2)}`).join(', ')
  return (
    <span role="img" aria-label={`Signals: ${words}`} title={words} className="flex h-4 items-end gap-px">
      {RERANK_SIGNALS.map((name) => (
        <span key={name} className="flex h-full w-1 items-end bg-muted">
          <span className="w-full bg-fg-muted" style={{ height: `${100 * Math.min(1, signals[name] ?? 0)}%` }} />
        </span>
      ))}
    </span>
  )
}
