import type { CandidateTrace } from '@/lib/engine'
import { channelLabel } from './channel-label'
import { weighSignals } from './weigh-signals'

type FoundByProps = { candidate: Pick<CandidateTrace, 'ranks' | 'scores' | 'chunkId'> }

/** At which place each search found it, and with which score. */
export function FoundBy({ candidate: { ranks, scores, chunkId } }: FoundByProps) {
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
                {name.startsWith('module') ? (
                  <span className="text-fg-faint"> of the module</span>
                ) : (
                  chunkId === undefined && <span className="text-fg-faint"> of its chunk</span>
                )}
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
  candidate: Pick<CandidateTrace, 'signals' | 'chunkId'>
  /** What each counts, where it is known. */
  weights?: Record<string, number>
}

/** What reranking saw in it, 0–1 each, and what that comes to; a whole module has what was seen in its chunk. */
export function Signals({ candidate: { signals, chunkId }, weights = {} }: SignalsProps) {
  const entries = Object.entries(signals).filter(([name]) => name !== 'final')
  if (entries.length === 0) return null
  const weighed = weighSignals(signals, weights)
  return (
    <section className="space-y-1">
      <h4 className="flex font-medium text-xs">
        {chunkId === undefined ? 'Signals of its chunk' : 'Signals'}
        {signals.final !== undefined && (
          <span className="tabular ml-auto font-normal">
            <span className="font-sans text-fg-faint">counts</span> {signals.final.toFixed(3)}
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
      {weighed && <p className="text-fg-faint text-xs">{describeSum(weighed, signals.final ?? weighed.mean)}</p>}
    </section>
  )
}

/** How the signals make the number that counts. */
function describeSum({ mean, total }: { mean: number; total: number }, final: number): string {
  const sum = `The signals, each by its weight, divided by ${Number(total.toFixed(3))}`
  if (Math.abs(mean - final) < 1e-9) return `${sum}.`
  return `${sum}, come to ${mean.toFixed(3)}. It counts a share of what a stronger chunk near it does, which is more.`
}
