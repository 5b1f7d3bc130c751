import type { CandidateTrace } from '@/lib/engine'
import { channelLabel } from './channel-label'

/** At which place each search found it, and with which score. */
export function FoundBy({ candidate: { ranks, scores } }: { candidate: Pick<CandidateTrace, 'ranks' | 'scores'> }) {
  const names = [...new Set([...Object.keys(ranks), ...Object.keys(scores)])]
  if (names.length === 0) return null
  return (
    <section className="space-y-1">
      <h4 className="font-medium text-xs">Found by</h4>
      <table className="w-full text-xs">
        <thead className="text-fg-faint">
          <tr>
            <th className="text-left font-normal">search</th>
            <th className="text-right font-normal">place</th>
            <th className="text-right font-normal">score</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} className="border-t">
              <td className="py-1">
                {channelLabel(name)}
                {name.startsWith('module') && <span className="text-fg-faint"> of the module</span>}
              </td>
              <td className="tabular text-right">{ranks[name] ?? ''}</td>
              <td className="tabular text-right">{scores[name]?.toFixed(4) ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type SignalsProps = {
  signals: CandidateTrace['signals']
  /** What each counts, where it is known. */
  weights?: Record<string, number>
}

/** What reranking saw in it, 0–1 each, and what that adds up to. */
export function Signals({ signals, weights = {} }: SignalsProps) {
  const entries = Object.entries(signals).filter(([name]) => name !== 'final')
  if (entries.length === 0) return null
  return (
    <section className="space-y-1">
      <h4 className="flex font-medium text-xs">
        Signals
        {signals.final !== undefined && (
          <span className="tabular ml-auto font-normal">
            <span className="font-sans text-fg-faint">all together</span> {signals.final.toFixed(3)}
          </span>
        )}
      </h4>
      <ul className="space-y-1 text-xs">
        {entries.map(([name, value]) => (
          <li key={name} className="grid grid-cols-[6.5rem_1fr_3rem_3.5rem] items-center gap-2">
            <span>{channelLabel(name)}</span>
            <span className="h-1.5 bg-muted" aria-hidden>
              <span
                className="block h-full bg-accent-fill"
                style={{ width: `${100 * Math.min(1, Math.max(0, value))}%` }}
              />
            </span>
            <span className="tabular text-right">{value.toFixed(3)}</span>
            <span className="tabular text-right text-fg-faint">
              {weights[name] === undefined ? '' : `× ${weights[name]}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
